import type { Layout } from './connectors/connector.ts';

const [LF, CR] = [10, 13];

/** How many lines end in some bytes. */
export type LineEnds = (bytes: Uint8Array) => number;

/**
 * How the readers of a layout count lines: LF ends one, in tables a CR alone does too, as those of old systems have it,
 * and in UTF-16 each is two bytes.
 */
export function lineEndsIn({ dialect, encoding }: Layout): LineEnds {
  const table = dialect as { readonly form: string; readonly encoding?: string } | undefined;
  const loneToo = table?.form === 'text';
  const wide = WIDE.get(loneToo ? table.encoding : encoding);
  return wide === undefined ? (bytes) => byteEnds(bytes, loneToo) : (bytes) => wideEnds(bytes, wide, loneToo);
}

function byteEnds(bytes: Uint8Array, loneToo: boolean): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) lines++;
  if (!loneToo) return lines;
  for (let at = bytes.indexOf(CR); at !== -1; at = bytes.indexOf(CR, at + 1)) if (bytes[at + 1] !== LF) lines++;
  return lines;
}

/** Where the two bytes of a unit stand: the one that tells a line end, and the one that is zero there. */
type Wide = { readonly low: 0 | 1; readonly high: 0 | 1 };
const WIDE: ReadonlyMap<unknown, Wide> = new Map([
  ['utf-16le', { low: 0, high: 1 }],
  ['utf-16be', { low: 1, high: 0 }],
]);

function wideEnds(bytes: Uint8Array, { low, high }: Wide, loneToo: boolean): number {
  let lines = 0;
  let afterCr = false;
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const unit = bytes[at + high] === 0 ? bytes[at + low] : undefined;
    if (unit === LF) lines++;
    else if (afterCr && loneToo) lines++;
    afterCr = unit === CR;
  }
  return afterCr && loneToo ? lines + 1 : lines;
}
