/** What stands inside these is no text of the mail. */
const UNSEEN = new Set(['script', 'style', 'title']);
const LINES = new Set(
  `address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form h1 h2
   h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul`.split(/\s+/),
);
const CELLS = new Set(['td', 'th']);

/** The entities that mail programs write; any other name stays as it stands. */
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ' },
  ...{ zwnj: '', zwj: '', shy: '', copy: '©', reg: '®', trade: '™', deg: '°', plusmn: '±', times: '×', divide: '÷' },
  ...{ middot: '·', bull: '•', hellip: '…', ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”' },
  ...{ laquo: '«', raquo: '»', permil: '‰', yen: '¥', pound: '£', euro: '€', cent: '¢', sect: '§', para: '¶' },
  ...{ larr: '←', rarr: '→', uarr: '↑', darr: '↓', le: '≤', ge: '≥', ne: '≠', asymp: '≈', frac12: '½', frac14: '¼' },
};

/**
 * The words of an HTML document in their order: a line for what begins a line, a tab between cells, blanks joined
 * as a browser joins them, letters untouched. Time is linear in its length, whatever it holds.
 */
export function textOfHtml(html: string): string {
  const out: string[] = [];
  const walk: Walk = { html, at: 0, trustQuotes: true };
  let preformatted = 0;
  while (walk.at < html.length) {
    const open = html.indexOf('<', walk.at);
    const words = html.slice(walk.at, open === -1 ? html.length : open);
    if (words !== '') out.push(decoded(preformatted > 0 ? words : words.replaceAll(/[ \t\r\n\f]+/g, ' ')));
    if (open === -1) break;
    walk.at = open;
    const tag = passTag(walk);
    if (tag === undefined) continue;
    if (tag.name === '<') out.push('<');
    if (tag.name === 'pre') preformatted = Math.max(0, preformatted + (tag.closes ? -1 : 1));
    if (LINES.has(tag.name)) out.push('\n');
    else if (CELLS.has(tag.name) && tag.closes) out.push('\t');
  }
  return tidied(out.join(''));
}

type Walk = {
  readonly html: string;
  at: number;
  /** Off once a quoted attribute was found open to the end: reading it so again would cost its length each time. */
  trustQuotes: boolean;
};
type Tag = { readonly name: string; readonly closes: boolean };

const NAME = /\/?[a-zA-Z][^\s/>]{0,63}/y;

/** Passes over what begins with `<`; the tag, `<` itself where it is only a sign, nothing for comments and the like. */
function passTag(walk: Walk): Tag | undefined {
  const { html, at } = walk;
  if (html.startsWith('<!--', at)) {
    walk.at = behind(html, '-->', at + 4);
    return undefined;
  }
  if (html[at + 1] === '!' || html[at + 1] === '?') {
    walk.at = behind(html, '>', at + 2);
    return undefined;
  }
  NAME.lastIndex = at + 1;
  const found = NAME.exec(html)?.[0];
  if (found === undefined) {
    walk.at = at + 1;
    return { name: '<', closes: false };
  }
  walk.at = endOfTag(walk, at + 1 + found.length);
  const closes = found.startsWith('/');
  const name = (closes ? found.slice(1) : found).toLowerCase();
  if (!closes && UNSEEN.has(name)) walk.at = endOfUnseen(walk, name);
  return { name, closes };
}

function endOfTag(walk: Walk, from: number): number {
  const { html } = walk;
  let at = from;
  while (walk.trustQuotes && at < html.length) {
    const sign = html[at];
    if (sign === '>') return at + 1;
    if (sign === '"' || sign === "'") {
      const close = html.indexOf(sign, at + 1);
      if (close === -1) walk.trustQuotes = false;
      else at = close;
    }
    at++;
  }
  return behind(html, '>', from);
}

/** Up to the tag that closes it; what never closes takes the rest with it, as in a browser. */
function endOfUnseen({ html, at }: Walk, name: string): number {
  const close = new RegExp(`</${name}`, 'gi');
  close.lastIndex = at;
  return close.exec(html)?.index ?? html.length;
}

function behind(html: string, sign: string, from: number): number {
  const found = html.indexOf(sign, from);
  return found === -1 ? html.length : found + sign.length;
}

const ENTITY = /&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,15}));?/g;

function decoded(words: string): string {
  if (!words.includes('&')) return words;
  return words.replaceAll(ENTITY, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    const fits = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return fits ? String.fromCodePoint(code) : '\uFFFD';
  });
}

/** No blanks at either end of a line, at most one empty line between others. */
function tidied(text: string): string {
  const kept: string[] = [];
  for (const each of text.replaceAll('\u00A0', ' ').split('\n')) {
    const line = each.trim();
    if (line !== '' || (kept.length > 0 && kept.at(-1) !== '')) kept.push(line);
  }
  return kept.join('\n').trimEnd();
}
