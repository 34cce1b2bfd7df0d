/** A pattern as the runtime's own engine takes it, and how long that may take on a text of `length` characters. */
export type NativePattern = { readonly source: RegExp; readonly steps: (length: number) => number };

/**
 * Writes a pattern of a small part of RE2 syntax for the runtime's own engine, which is a hundred times as fast and
 * backtracks: literals, classes, groups, alternatives, repetitions that hold no other, `^` and `$`. Undefined for
 * anything beyond. `steps` bounds from above how many ways to match the engine could try, so that it is asked only
 * where that is little; both engines then give the same answer.
 */
export function nativePattern(pattern: string): NativePattern | undefined {
  const parser = { text: pattern, at: 0, groups: 0 };
  const parsed = alternatives(parser, 0);
  if (parsed === undefined || parser.at < pattern.length) return undefined;
  try {
    const source = new RegExp(parsed.source, 'u');
    const starts = pattern.startsWith('^') && !parsed.alternates ? 0 : 1;
    return { source, steps: (length) => parsed.ways * (length + 1) ** (parsed.degree + starts) };
  } catch {
    return undefined;
  }
}

type Parser = { readonly text: string; at: number; groups: number };
/** `ways × length^degree` bounds the ways in which a part may match. */
type Part = {
  readonly source: string;
  readonly ways: number;
  readonly degree: number;
  readonly alternates: boolean;
  readonly repeats: boolean;
};

const MOST_DEPTH = 20;

function alternatives(parser: Parser, depth: number): Part | undefined {
  const parts: Part[] = [];
  do {
    if (parts.length > 0) parser.at++;
    const part = depth > MOST_DEPTH ? undefined : sequence(parser, depth);
    if (part === undefined) return undefined;
    parts.push(part);
  } while (parser.text[parser.at] === '|');
  return {
    source: parts.map(({ source }) => source).join('|'),
    ways: parts.reduce((sum, { ways }) => sum + ways, 0),
    degree: Math.max(...parts.map(({ degree }) => degree)),
    alternates: parts.length > 1,
    repeats: parts.some(({ repeats }) => repeats),
  };
}

function sequence(parser: Parser, depth: number): Part | undefined {
  let [source, ways, degree, repeats] = ['', 1, 0, false];
  for (;;) {
    const next = parser.text[parser.at];
    if (next === undefined || next === '|' || next === ')') return { source, ways, degree, alternates: false, repeats };
    const part = repeated(parser, depth);
    if (part === undefined) return undefined;
    source += part.source;
    ways *= part.ways;
    degree += part.degree;
    repeats ||= part.repeats;
  }
}

const REPEAT = /(?:[*+?]|\{(\d{1,3})(,(\d{0,3}))?\})\??/y;

function repeated(parser: Parser, depth: number): Part | undefined {
  const part = atom(parser, depth);
  if (part === undefined) return undefined;
  REPEAT.lastIndex = parser.at;
  const found = REPEAT.exec(parser.text);
  if (found === null) return /[*+?{]/.test(parser.text[parser.at] ?? '') ? undefined : part;
  parser.at += found[0].length;
  if (/[*+?{]/.test(parser.text[parser.at] ?? '') || isAnchor(part.source)) return undefined;
  const source = part.source + found[0];
  const [sign] = found[0];
  if (sign === '?') return { ...part, source, ways: part.ways + 1 };
  // What may match in several ways must not do so time and again.
  if (part.repeats || part.ways > 1) return undefined;
  if (sign !== '{') return { ...part, source, degree: 1, repeats: true };
  const [least, most] = [Number(found[1]), found[2] === undefined ? Number(found[1]) : Number(found[3] || 'NaN')];
  if (least > most) return undefined;
  if (Number.isNaN(most)) return { ...part, source, degree: 1, repeats: true };
  return { ...part, source, ways: most - least + 1, repeats: true };
}

const isAnchor = (source: string): boolean => source === '^' || source === '$';

function atom(parser: Parser, depth: number): Part | undefined {
  const { text } = parser;
  const unit = text[parser.at];
  if (unit === '(') return group(parser, depth);
  if (unit === '[') return plain(bracket(parser));
  if (unit === '\\') return plain(escaped(parser, false));
  if (unit === '.') return plain(taken(parser, 1, '[^\\n]'));
  if (unit === '^' || unit === '$') return plain(taken(parser, 1, unit));
  if (unit === undefined || /[*+?{}\])|]/.test(unit)) return undefined;
  const point = String.fromCodePoint(text.codePointAt(parser.at) ?? 0);
  return plain(/\p{Surrogate}/u.test(point) ? undefined : taken(parser, point.length, point === '/' ? '\\/' : point));
}

const plain = (source: string | undefined): Part | undefined =>
  source === undefined ? undefined : { source, ways: 1, degree: 0, alternates: false, repeats: false };

function taken(parser: Parser, length: number, source: string): string {
  parser.at += length;
  return source;
}

function group(parser: Parser, depth: number): Part | undefined {
  const open = parser.text.startsWith('(?:', parser.at) ? '(?:' : '(';
  if (open === '(' && parser.text[parser.at + 1] === '?') return undefined;
  parser.at += open.length;
  const inner = alternatives(parser, depth + 1);
  if (inner === undefined || parser.text[parser.at] !== ')') return undefined;
  parser.at++;
  return { ...inner, source: `${open}${inner.source})`, alternates: false };
}

/** What RE2 means by these: ASCII alone. */
const CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  w: '0-9A-Za-z_',
  s: '\\t\\n\\f\\r ',
};

function escaped(parser: Parser, inClass: boolean): string | undefined {
  const letter = parser.text[parser.at + 1] ?? '';
  const known = CLASSES[letter.toLowerCase()];
  if (known !== undefined) {
    const negated = letter !== letter.toLowerCase();
    if (inClass && negated) return undefined;
    return taken(parser, 2, inClass ? known : `[${negated ? '^' : ''}${known}]`);
  }
  if (/[tnrf]/.test(letter)) return taken(parser, 2, `\\${letter}`);
  if (/[\\^$.*+?()[\]{}|/]/.test(letter)) return taken(parser, 2, `\\${letter}`);
  if (letter === '-') return taken(parser, 2, inClass ? '\\-' : '-');
  return undefined;
}

function bracket(parser: Parser): string | undefined {
  const { text } = parser;
  const negated = text[parser.at + 1] === '^';
  parser.at += negated ? 2 : 1;
  let source = '';
  for (let first = true; first || text[parser.at] !== ']'; first = false) {
    const item = classItem(parser);
    if (item === undefined) return undefined;
    source += item;
    if (text[parser.at] === '-' && text[parser.at + 1] !== ']') {
      parser.at++;
      const end = item.startsWith('\\') || item.length > 2 ? undefined : classItem(parser);
      if (end === undefined || end.startsWith('\\') || end.length > 2) return undefined;
      source += `-${end}`;
    }
  }
  parser.at++;
  return `[${negated ? '^' : ''}${source}]`;
}

function classItem(parser: Parser): string | undefined {
  const unit = parser.text[parser.at];
  if (unit === '\\') return escaped(parser, true);
  if (unit === undefined || unit === '[' || unit === ']' || unit === '&') return undefined;
  const point = String.fromCodePoint(parser.text.codePointAt(parser.at) ?? 0);
  if (/\p{Surrogate}/u.test(point)) return undefined;
  return taken(parser, point.length, /[-^/|.*+?(){}$]/.test(point) ? `\\${point}` : point);
}
