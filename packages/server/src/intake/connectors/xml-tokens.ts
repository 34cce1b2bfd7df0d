/** Why a document with a DOCTYPE, or any other declaration of markup, is not read. */
export const DOCTYPE_REFUSED = 'document type declarations are refused';

/** A start tag; `empty` if it is its own end. Names are without their prefix, places are indexes. */
export type XmlTag = {
  readonly type: 'open';
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly empty: boolean;
};
/** Text between tags; what is `literal` stood in a CDATA section and holds no references. */
export type XmlText = {
  readonly type: 'text';
  readonly start: number;
  readonly end: number;
  readonly literal: boolean;
};
export type XmlEndTag = { readonly type: 'close'; readonly name: string; readonly start: number; readonly end: number };
/** What a document is made of; `broken` is the last. */
export type XmlToken =
  | XmlTag
  | XmlEndTag
  | XmlText
  | { readonly type: 'broken'; readonly start: number; readonly why: string };

/** The tags and texts of a document in order, comments and instructions passed over; nothing behind what is broken. */
export function* xmlTokens(text: string): Generator<XmlToken> {
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    if (start === -1) return void (yield { type: 'text', start: at, end: text.length, literal: false });
    if (start > at) yield { type: 'text', start: at, end: start, literal: false };
    const next = text.charCodeAt(start + 1);
    const found = next === BANG || next === QUESTION ? passage(text, start) : tagAt(text, start);
    if (found === undefined) {
      at = behind(text, start);
      continue;
    }
    yield found;
    if (found.type === 'broken') return;
    at = found.type === 'text' ? found.end + 3 : found.end;
  }
}

const [BANG, QUESTION, SLASH, LESS, MORE, DOUBLE, SINGLE] = [0x21, 0x3f, 0x2f, 0x3c, 0x3e, 0x22, 0x27];

/** A CDATA section, or what is wrong; undefined for comments and instructions, which are passed over. */
function passage(text: string, start: number): XmlToken | undefined {
  if (text.startsWith('<![CDATA[', start)) {
    const end = text.indexOf(']]>', start + 9);
    if (end !== -1) return { type: 'text', start: start + 9, end, literal: true };
  } else if (text.startsWith('<?', start) || text.startsWith('<!--', start)) {
    if (behind(text, start) !== 0) return undefined;
  } else return { type: 'broken', start, why: DOCTYPE_REFUSED };
  return { type: 'broken', start, why: 'a comment, an instruction or a CDATA section does not end' };
}

/** Where the comment or instruction that begins at `start` is over; 0 if it never is. */
function behind(text: string, start: number): number {
  const [mark, from] = text.startsWith('<?', start) ? ['?>', start + 2] : ['-->', start + 4];
  const end = text.indexOf(mark, from);
  return end === -1 ? 0 : end + mark.length;
}

const NAME = /[^\s<>/="'&!?]{1,128}(?=[\s>/])/y;

function tagAt(text: string, start: number): XmlToken {
  const isEnd = text.charCodeAt(start + 1) === SLASH;
  NAME.lastIndex = start + (isEnd ? 2 : 1);
  const name = NAME.exec(text)?.[0];
  const close = name === undefined ? -1 : tagEnd(text, NAME.lastIndex);
  if (name === undefined || close === -1) return { type: 'broken', start, why: 'a tag is not well formed' };
  const [local, end] = [name.slice(name.indexOf(':') + 1), close + 1];
  if (isEnd) return { type: 'close', name: local, start, end };
  return { type: 'open', name: local, start, end, empty: text.charCodeAt(close - 1) === SLASH };
}

/** The `>` that ends a tag, outside of its quoted values; -1 if there is none. */
function tagEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === MORE) return at;
    if (unit === LESS) return -1;
    if (unit !== DOUBLE && unit !== SINGLE) continue;
    at = text.indexOf(unit === DOUBLE ? '"' : "'", at + 1);
    if (at === -1) return -1;
  }
  return -1;
}
