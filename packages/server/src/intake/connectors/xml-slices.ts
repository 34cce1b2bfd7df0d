import type { Place } from '../json-lines.ts';
import { lineCounter } from './bank-transfer.ts';
import type { Layout } from './connector.ts';
import { decodeText } from './statement-encoding.ts';
import type { XmlEndTag, XmlTag, XmlText } from './xml-tokens.ts';
import { xmlTokens } from './xml-tokens.ts';

/** A document as a string whose every index is a byte offset, or half of one: places found in it are places in the bytes. */
export type XmlSource = {
  readonly bytes: Uint8Array;
  readonly text: string;
  /** Bytes an index counts for: 2 in UTF-16, else 1. */
  readonly unit: 1 | 2;
  readonly encoding: string | undefined;
};

/** An element without the prefix of its name, and the indexes at which it begins and ends. */
export type XmlElement = {
  readonly name: string;
  /** The start tag as it stands. */
  readonly tag: string;
  /** The text directly inside, character references resolved; of no meaning where there are children. */
  readonly text: string;
  readonly children: readonly XmlElement[];
  readonly start: number;
  readonly end: number;
};

export type XmlFound =
  | {
      readonly type: 'element';
      readonly path: string;
      readonly element: XmlElement;
      readonly problem: Problem | undefined;
    }
  | { readonly type: 'closed'; readonly path: string; readonly end: number }
  | { readonly type: 'fault'; readonly start: number; readonly end: number; readonly why: string };

/** Why the words of an element cannot be relied on, though its tags stand as they should. */
export type Problem = { readonly code: 'record.encoding_invalid' | 'record.invalid'; readonly why: string };

/** What to look for. Paths are local names joined by `/`, counted from below whichever of `roots` stands above. */
export type XmlWanted = {
  readonly roots: ReadonlySet<string>;
  /** Elements that are given whole. */
  readonly elements: ReadonlySet<string>;
  /** Elements of which only the end is told. */
  readonly containers: ReadonlySet<string>;
  /** The text begins inside a root that stands before it, and its end tag has nothing to close. */
  readonly inside: boolean;
};

const MAX_DEPTH = 64;
const MAX_NODES = 500_000;

/**
 * The bytes as a source; UTF-16 is told by its mark or its zero bytes, else `encoding` is what the document declares. A
 * last odd byte of UTF-16 has no index.
 */
export function xmlSource(bytes: Uint8Array, encoding: string | undefined): XmlSource {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(even);
    return { bytes, text, unit: 2, encoding };
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return { bytes, text, unit: 1, encoding };
}

/** The encoding that the head of a document said, as its layout carries it. */
export const encodingIn = ({ encoding }: Layout): string | undefined =>
  typeof encoding === 'string' ? encoding : undefined;

/** Places in the bytes by indexes of the text; asked for in their order. */
export function placesIn({ bytes, text, unit }: XmlSource): (start: number, end: number) => Place {
  const lineAt = lineCounter(text);
  return (start, end) => ({
    ...{ line: lineAt(start), start: start * unit },
    end: end === text.length ? bytes.length : end * unit,
  });
}

/** The encoding of a document by its mark, its zero bytes or its declaration, in small letters. */
export function xmlEncoding(head: Uint8Array): string | undefined {
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  const start = Buffer.from(head.subarray(0, 1024)).toString('latin1');
  return /^\s*(?:\u00EF\u00BB\u00BF)?\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/
    .exec(start)?.[1]
    ?.toLowerCase();
}

/**
 * The wanted elements in document order, and at most one fault, behind which nothing is read: XML that is not well
 * formed, or a document type declaration, means nothing from there on. A fault within a wanted element begins where
 * that element begins. Linear in the text, and holds one wanted element at a time.
 */
export function* xmlElements(source: XmlSource, wanted: XmlWanted): Generator<XmlFound> {
  const walk: Walk = { source, wanted, open: [], building: undefined };
  const broken = (start: number, why: string): XmlFound => ({
    ...{ type: 'fault', start: walk.building?.root.start ?? start, end: source.text.length, why },
  });
  for (const token of xmlTokens(source.text)) {
    if (token.type === 'text') addText(walk, token);
    else {
      const why = token.type === 'broken' ? token.why : whyMisplaced(walk, token);
      if (why !== undefined) return void (yield broken(token.start, why));
      if (token.type === 'open') enter(walk, token);
      if (token.type === 'close' || (token.type === 'open' && token.empty)) yield* leave(walk, token.end);
    }
  }
  const path = walk.open.at(-1)?.path;
  if (path !== undefined && path !== '') yield broken(source.text.length, 'the document ends inside an element');
}

type Walk = {
  readonly source: XmlSource;
  readonly wanted: XmlWanted;
  readonly open: Open[];
  /** The wanted element that is open, if one is. */
  building: Building | undefined;
};

type Open = { readonly name: string; readonly path: string | undefined };

type Node = {
  -readonly [K in keyof Omit<XmlElement, 'children'>]: XmlElement[K];
} & { readonly children: Node[] };

type Building = { readonly root: Node; readonly stack: Node[]; nodes: number; problem: Problem | undefined };

function whyMisplaced({ open, wanted }: Walk, token: XmlTag | XmlEndTag): string | undefined {
  if (token.type === 'open') {
    return open.length < MAX_DEPTH ? undefined : `elements are nested deeper than ${MAX_DEPTH} levels`;
  }
  const top = open.at(-1);
  if (top === undefined && wanted.inside) return undefined;
  return top?.name === token.name ? undefined : 'an end tag does not match the element that is open';
}

function enter(walk: Walk, token: XmlTag): void {
  const { source, wanted, open, building } = walk;
  const above = open.length === 0 && wanted.inside ? '' : open.at(-1)?.path;
  const path = pathBelow(above, token.name, wanted);
  open.push({ name: token.name, path });
  if (building !== undefined) addNode(building, nodeOf(token, source));
  else if (path !== undefined && wanted.elements.has(path)) {
    const root = nodeOf(token, source);
    walk.building = { root, stack: [root], nodes: 1, problem: undefined };
  }
}

function pathBelow(above: string | undefined, name: string, { roots }: XmlWanted): string | undefined {
  if (roots.has(name)) return '';
  if (above === undefined) return undefined;
  return above === '' ? name : `${above}/${name}`;
}

function addNode(building: Building, node: Node): void {
  // What is beyond the limit is left out, and with it the claim that the element could be read.
  if (++building.nodes <= MAX_NODES) building.stack.at(-1)?.children.push(node);
  else building.problem = { code: 'record.invalid', why: `an element holds more than ${MAX_NODES} others` };
  building.stack.push(node);
}

function* leave(walk: Walk, end: number): Generator<XmlFound> {
  const path = walk.open.pop()?.path;
  if (path === undefined) return;
  const { building, wanted } = walk;
  const node = building?.stack.pop();
  if (node !== undefined) node.end = end;
  if (building?.stack.length === 0) {
    yield { type: 'element', path, element: building.root, problem: building.problem };
    walk.building = undefined;
  }
  if (wanted.containers.has(path)) yield { type: 'closed', path, end };
}

const nodeOf = ({ name, start, end }: XmlTag, { text }: XmlSource): Node => ({
  ...{ name, start, end, text: '', children: [] },
  tag: text.slice(start, end),
});

function addText({ building, source }: Walk, { start, end, literal }: XmlText): void {
  const node = building?.stack.at(-1);
  if (building === undefined || node === undefined) return;
  const decoded = textBetween(source, start, end);
  if (decoded === undefined) {
    building.problem = {
      code: 'record.encoding_invalid',
      why: 'the bytes are not of the encoding that the file states',
    };
  } else node.text += literal ? decoded : withoutReferences(decoded);
}

/** The words between two indexes in their own encoding; undefined if the bytes are not of it. */
export function textBetween(
  { bytes, text, unit, encoding }: XmlSource,
  start: number,
  end: number,
): string | undefined {
  const slice = text.slice(start, end);
  if (unit === 2 || /^[\t\n\r\x20-\x7e]*$/.test(slice)) return slice;
  return decodeText(bytes.subarray(start, end), encoding);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Resolves the five entities of XML and references to characters; any other stays as it is written. */
export function withoutReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g, (whole, ten, hex, name) => {
    if (name !== undefined) return NAMED[String(name)] ?? whole;
    const code = ten === undefined ? Number.parseInt(String(hex), 16) : Number(ten);
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : whole;
  });
}

const ATTRIBUTE = /\s+([^\s=<>"'/]{1,128})\s*=\s*("[^"]*"|'[^']*')/y;

/** The value of an attribute that has no prefix. */
export function attributeOf({ tag }: XmlElement, name: string): string | undefined {
  ATTRIBUTE.lastIndex = tag.search(/\s/);
  while (ATTRIBUTE.lastIndex > 0) {
    const found = ATTRIBUTE.exec(tag);
    if (found === null) return undefined;
    if (found[1] === name) return withoutReferences((found[2] ?? '').slice(1, -1));
  }
  return undefined;
}

/** The first element down the path of names. */
export function elementAt(from: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let element = from;
  for (const name of path) element = element?.children.find((child) => child.name === name);
  return element;
}

/** The words of the first element down the path of names; undefined if it is not there or blank. */
export function textAt(from: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  const text = elementAt(from, ...path)?.text.trim();
  return text === '' ? undefined : text;
}

/** All children of that name. */
export const elementsOf = (from: XmlElement | undefined, name: string): readonly XmlElement[] =>
  from?.children.filter((child) => child.name === name) ?? [];

/** Every word of an element with the names of what holds it, in order: what two copies of it have in common. */
export function cellsOf(element: XmlElement): readonly string[] {
  const cells: string[] = [];
  const visit = (each: XmlElement, above: string): void => {
    const path = `${above}/${each.name}`;
    if (each.children.length === 0) cells.push(`${path}=${each.text.trim()}`);
    for (const child of each.children) visit(child, path);
  };
  visit(element, '');
  return cells;
}
