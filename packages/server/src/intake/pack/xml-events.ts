import { SaxesParser } from 'saxes';
import { damaged } from './member.ts';

/** What a part of a workbook says, one event after the other; names are without their prefix. */
export type XmlEvents = {
  readonly open: (name: string, attributes: { readonly [name: string]: string }) => void;
  readonly close: (name: string) => void;
  /** The whole text between two tags, comments apart. */
  readonly text: (text: string) => void;
};

/** No tag, text or comment of a workbook comes near these; without them one could fill the memory. */
const MAX_TOKEN_UNITS = 4 * 1024 * 1024;
const MAX_DEPTH = 256;
const PIECE_UNITS = 256 * 1024;

export type XmlReader = { readonly write: (bytes: Uint8Array) => void; readonly end: () => void };

/**
 * Reads XML 1.0 in UTF-8 or, with a byte order mark, UTF-16, as it comes. Throws `import.damaged` where it is not well
 * formed, ends early, declares a document type, nests deeper than 256 or holds a tag or text of more than 4 Mi units.
 */
export function xmlReader(part: string, { open, close, text }: XmlEvents): XmlReader {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  const decode = decoder(part);
  let depth = 0;
  let silent = 0;
  const heard = () => {
    silent = 0;
  };
  const fail = (why: string): never => {
    throw damaged(why, part);
  };
  parser.on('error', () => fail('a part of the workbook is not well-formed XML, or ends early'));
  parser.on('doctype', () => fail('document type declarations are refused'));
  parser.on('comment', heard);
  parser.on('processinginstruction', heard);
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('opentag', ({ name, attributes }) => {
    silent = 0;
    if (++depth > MAX_DEPTH) fail(`a part of the workbook is nested deeper than ${MAX_DEPTH} levels`);
    open(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    silent = 0;
    depth--;
    close(local(name));
  });
  const write = (decoded: string) => {
    for (let at = 0; at < decoded.length; at += PIECE_UNITS) {
      const piece = decoded.slice(at, at + PIECE_UNITS);
      silent += piece.length;
      parser.write(piece);
      if (silent > MAX_TOKEN_UNITS) fail('a tag or text of the workbook is longer than any may be');
    }
  };
  return {
    write: (bytes) => write(decode(bytes)),
    end: () => {
      write(decode(undefined));
      parser.close();
    },
  };
}

const local = (name: string): string => {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
};

/** Bytes as text, across the ends of pieces; `undefined` ends them. */
export function decoder(part: string): (bytes: Uint8Array | undefined) => string {
  let inner: InstanceType<typeof TextDecoder> | undefined;
  return (bytes) => {
    inner ??= new TextDecoder(encodingOf(bytes), { fatal: true });
    try {
      return inner.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw damaged('a part of the workbook is neither UTF-8 nor UTF-16', part);
    }
  };
}

function encodingOf(bytes: Uint8Array | undefined): string {
  const [first, second] = bytes ?? [];
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
