import { MAX_LINE_BYTES } from '../json-lines.ts';
import { tooLarge } from './member.ts';
import { xmlReader } from './xml-events.ts';

/** The strings that the cells of a workbook name by number, from 0. */
export type SharedStrings = { readonly at: (index: number) => string | undefined };

export const noStrings: SharedStrings = { at: () => undefined };

const PAGE_BYTES = 4 * 1024 * 1024;
const MAX_PAGES = 128;
const MAX_STRINGS = 32 * 1024 * 1024;

/**
 * Reads the part of the shared strings (ECMA-376 part 1, 18.4) into packed memory: a string costs its UTF-8 bytes and
 * eight more. Refuses `import.too_large` beyond 512 MiB or 32 Mi strings. A string longer than a row may be is cut,
 * so that a row with it is still too long.
 */
export async function readSharedStrings(chunks: AsyncIterable<Uint8Array>, part: string): Promise<SharedStrings> {
  const strings = packed(part);
  const item = stringItem();
  const reader = xmlReader(part, {
    open: item.open,
    text: item.text,
    close: (name) => {
      item.close(name);
      if (name === 'si') strings.add(item.take());
    },
  });
  for await (const chunk of chunks) reader.write(chunk);
  reader.end();
  return { at: strings.at };
}

type Packed = SharedStrings & { readonly add: (text: string) => void };

function packed(part: string): Packed {
  const pages: Buffer[] = [];
  let used = PAGE_BYTES;
  let count = 0;
  let places = new Uint32Array(2048);
  const add = (text: string): void => {
    const length = Buffer.byteLength(text);
    if (used + length > PAGE_BYTES) {
      if (pages.length === MAX_PAGES) throw tooLarge('the shared strings are longer than 512 MiB', part);
      pages.push(Buffer.allocUnsafeSlow(PAGE_BYTES));
      used = 0;
    }
    if (count === MAX_STRINGS) throw tooLarge(`more than ${MAX_STRINGS} shared strings`, part);
    if (count * 2 === places.length) places = twiceAsLong(places);
    places[count * 2] = (pages.length - 1) * PAGE_BYTES + used;
    places[count * 2 + 1] = length;
    pages.at(-1)?.write(text, used);
    used += length;
    count++;
  };
  const read = (index: number): string | undefined => {
    const length = places[index * 2 + 1] ?? 0;
    // An empty string may stand where no page begins yet.
    if (length === 0) return '';
    const start = places[index * 2] ?? 0;
    const from = start % PAGE_BYTES;
    return pages[Math.floor(start / PAGE_BYTES)]?.toString('utf8', from, from + length);
  };
  return { add, at: remembering(read, (index) => index >= 0 && index < count) };
}

function twiceAsLong(places: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(places.length * 2);
  longer.set(places);
  return longer;
}

const REMEMBERED = 4096;
const REMEMBERED_UNITS = 256;

/** Most columns repeat few strings, so the short ones last read are kept as text. */
function remembering(
  read: (index: number) => string | undefined,
  known: (index: number) => boolean,
): SharedStrings['at'] {
  const indexes = new Int32Array(REMEMBERED).fill(-1);
  const texts: (string | undefined)[] = new Array(REMEMBERED);
  return (index) => {
    if (!known(index)) return undefined;
    const slot = index % REMEMBERED;
    if (indexes[slot] === index) return texts[slot];
    const text = read(index);
    if (text !== undefined && text.length <= REMEMBERED_UNITS) {
      texts[slot] = text;
      indexes[slot] = index;
    }
    return text;
  };
}

export type StringItem = {
  readonly open: (name: string) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
  /** The text since the last one was taken. */
  readonly take: () => string;
};

/** The text of one string (18.4.8): its runs joined, its phonetic runs left out. */
export function stringItem(): StringItem {
  let collected = '';
  let inText = false;
  let phonetic = false;
  return {
    open: (name) => {
      if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = !phonetic;
    },
    close: (name) => {
      if (name === 'rPh') phonetic = false;
      else if (name === 't') inText = false;
    },
    text: (text) => {
      if (inText && collected.length <= MAX_LINE_BYTES) collected += text.slice(0, MAX_LINE_BYTES + 1);
    },
    take: () => {
      const whole = collected.length > MAX_LINE_BYTES ? collected.slice(0, MAX_LINE_BYTES + 1) : collected;
      collected = '';
      return unescaped(whole);
    },
  };
}

const ESCAPED = /_x([0-9a-f]{4})_/giu;

/** Characters that XML cannot hold are written `_xHHHH_` (22.9.2.19). */
export const unescaped = (text: string): string =>
  text.includes('_x') || text.includes('_X')
    ? text.replaceAll(ESCAPED, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    : text;
