const [BLANKS, QUOTE, COMMA, COLON, BACKSLASH] = [new Set([32, 9, 10, 13]), 34, 44, 58, 92];
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [91, 93, 123, 125];

/** One element of a list, what is left of one that does not end, or what stands where nothing of the list can. */
export type Item = { readonly start: number; readonly end: number; readonly as: 'whole' | 'cut' | 'astray' };

/** A list inside a JSON text: behind its bracket, what leads to it, and what closes what is open around it. */
export type FoundList = { readonly steps: readonly string[]; readonly start: number; readonly closers: string };

/**
 * The elements of the list at `steps`, or with null the values that stand one after the other in the file, and then
 * whatever stands behind its end although nothing should. The bytes begin where the file does, or behind an element
 * (`isInside`). Nothing if the list is not there.
 */
export function* itemsIn(bytes: Buffer, steps: readonly string[] | null, isInside: boolean): Generator<Item> {
  let at = skipBlanks(bytes, isInside ? 0 : markLength(bytes));
  if (!isInside && steps !== null) {
    const list = listAt(bytes, steps);
    if (list === undefined) return;
    at = list.start;
  }
  for (;;) {
    at = skipBlanks(bytes, at);
    while (bytes[at] === COMMA) at = skipBlanks(bytes, at + 1);
    if (at >= bytes.length) return;
    if (bytes[at] === CLOSE_LIST || bytes[at] === CLOSE) break;
    const end = endOfValue(bytes, at);
    yield { start: at, end: end === -1 ? bytes.length : end, as: end === -1 ? 'cut' : 'whole' };
    if (end === -1) return;
    at = end;
  }
  const behind = skipBlanks(bytes, steps === null || bytes[at] === CLOSE ? at : behindRoot(bytes, at, steps.length));
  if (behind < bytes.length) yield { start: behind, end: bytes.length, as: 'astray' };
}

/** Behind the outermost value, of which a list that ends at `at` stands so many levels deep. */
function behindRoot(bytes: Buffer, at: number, levels: number): number {
  let open = levels;
  let i = at + 1;
  for (; i < bytes.length && open > 0; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      const end = endOfString(bytes, i);
      if (end === -1) return bytes.length;
      i = end - 1;
    } else if (byte === OPEN || byte === OPEN_LIST) open++;
    else if (byte === CLOSE || byte === CLOSE_LIST) open--;
  }
  return i;
}

/** The end of the last element that is whole, or 0. */
export function cutItems(bytes: Buffer, steps: readonly string[] | null): number {
  let end = 0;
  const first = bytes[skipBlanks(bytes, 0)];
  // A number or a word at the very end may go on in what follows.
  for (const item of itemsIn(bytes, steps, first === COMMA || first === CLOSE_LIST))
    if (item.as === 'whole' && item.end < bytes.length) end = item.end;
  return end;
}

/** The list at a path of names and positions; undefined where something else stands there, or the bytes end before. */
export function listAt(bytes: Buffer, steps: readonly string[]): FoundList | undefined {
  let at = skipBlanks(bytes, markLength(bytes));
  let closers = '';
  for (const step of steps) {
    const isObject = bytes[at] === OPEN;
    if (!isObject && bytes[at] !== OPEN_LIST) return undefined;
    closers = (isObject ? '}' : ']') + closers;
    const members = isObject ? membersOf(bytes, at) : elementsOf(bytes, at);
    const found = members.find(({ name }) => name === step);
    if (found === undefined) return undefined;
    at = found.start;
  }
  return bytes[at] === OPEN_LIST ? { steps, start: at + 1, closers } : undefined;
}

const MOST_DEPTH = 6;

/** Every list of objects in the bytes, in the order in which they begin, lists inside of such lists left out. */
export function* listsIn(bytes: Buffer): Generator<FoundList> {
  yield* listsFrom(bytes, skipBlanks(bytes, markLength(bytes)), [], '');
}

function* listsFrom(bytes: Buffer, at: number, steps: readonly string[], closers: string): Generator<FoundList> {
  if (steps.length > MOST_DEPTH) return;
  if (bytes[at] === OPEN_LIST) {
    if (bytes[skipBlanks(bytes, at + 1)] === OPEN) yield { steps, start: at + 1, closers };
  } else if (bytes[at] === OPEN) {
    for (const { name, start } of membersOf(bytes, at)) yield* listsFrom(bytes, start, [...steps, name], `}${closers}`);
  }
}

type Member = { readonly name: string; readonly start: number };

/** The members of an object, the last one perhaps cut off. */
function membersOf(bytes: Buffer, open: number): readonly Member[] {
  const members: Member[] = [];
  let at = skipBlanks(bytes, open + 1);
  while (bytes[at] === QUOTE) {
    const end = endOfString(bytes, at);
    if (end === -1) break;
    const colon = skipBlanks(bytes, end);
    const start = skipBlanks(bytes, colon + 1);
    if (bytes[colon] !== COLON || start >= bytes.length) break;
    members.push({ name: nameOf(bytes, at, end), start });
    at = endOfValue(bytes, start);
    if (at === -1) break;
    at = skipBlanks(bytes, at);
    if (bytes[at] !== COMMA) break;
    at = skipBlanks(bytes, at + 1);
  }
  return members;
}

function elementsOf(bytes: Buffer, open: number): readonly Member[] {
  const members: Member[] = [];
  let at = skipBlanks(bytes, open + 1);
  while (at < bytes.length && bytes[at] !== CLOSE_LIST) {
    members.push({ name: String(members.length), start: at });
    at = endOfValue(bytes, at);
    if (at === -1) break;
    at = skipBlanks(bytes, at);
    if (bytes[at] !== COMMA) break;
    at = skipBlanks(bytes, at + 1);
  }
  return members;
}

function nameOf(bytes: Buffer, start: number, end: number): string {
  try {
    const name: unknown = JSON.parse(bytes.toString('utf8', start, end));
    return typeof name === 'string' ? name : '';
  } catch {
    return '';
  }
}

/** Behind the value that begins at `at`, or -1 where the bytes end before it does. */
function endOfValue(bytes: Buffer, at: number): number {
  const first = bytes[at];
  if (first === QUOTE) return endOfString(bytes, at);
  if (first !== OPEN && first !== OPEN_LIST) return endOfWord(bytes, at);
  let depth = 0;
  for (let i = at; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      i = endOfString(bytes, i) - 1;
      if (i < 0) return -1;
    } else if (byte === OPEN || byte === OPEN_LIST) depth++;
    else if ((byte === CLOSE || byte === CLOSE_LIST) && --depth === 0) return i + 1;
  }
  return -1;
}

function endOfString(bytes: Buffer, open: number): number {
  for (let at = bytes.indexOf(QUOTE, open + 1); at !== -1; at = bytes.indexOf(QUOTE, at + 1)) {
    let slashes = 0;
    while (bytes[at - 1 - slashes] === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  return -1;
}

function endOfWord(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (BLANKS.has(byte) || byte === COMMA || byte === CLOSE || byte === CLOSE_LIST) return at > from ? at : at + 1;
    at++;
  }
  return at;
}

function skipBlanks(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && BLANKS.has(bytes[at] ?? 0)) at++;
  return at;
}

function markLength(bytes: Buffer): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
