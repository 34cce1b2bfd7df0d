/**
 * The tree of all terms, states numbered breadth first from the root, 0, so that the children of state `s` are
 * `children[s]` to `children[s + 1]`, exclusive, in the order of their units.
 */
export type Trie = {
  readonly size: number;
  readonly children: Int32Array;
  readonly parent: Int32Array;
  /** The UTF-16 unit that leads into a state. */
  readonly unit: Uint16Array;
  /** The longest proper suffix of a state that is a state. */
  readonly suffix: Int32Array;
  /** The first term, plus one, that ends in a state; 0 for none. */
  readonly term: Int32Array;
  /** By term plus one: the next one, plus one, that ends wherever this one does. */
  readonly also: Int32Array;
};

/** Equal terms end together, each under its own number; empty ones end nowhere. */
export function makeTrie(terms: readonly string[]): Trie {
  const order = sortTerms(terms);
  const size = countStates(terms, order);
  const trie = {
    size,
    children: new Int32Array(size + 1),
    parent: new Int32Array(size),
    unit: new Uint16Array(size),
    suffix: new Int32Array(size),
    term: new Int32Array(size),
    also: new Int32Array(terms.length + 1),
  };
  branch(trie, terms, order);
  linkSuffixes(trie);
  return trie;
}

/** The child of `state` by `unit`, or -1. */
function childBy({ children, unit: units }: Trie, state: number, unit: number): number {
  let low = children[state] as number;
  let high = children[state + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((units[middle] as number) < unit) low = middle + 1;
    else high = middle;
  }
  return low < (children[state + 1] as number) && units[low] === unit ? low : -1;
}

function sortTerms(terms: readonly string[]): Uint32Array {
  const order = Uint32Array.from(terms.keys()).filter((at) => terms[at] !== '');
  return order.sort((a, b) => {
    const [left = '', right = ''] = [terms[a], terms[b]];
    if (left === right) return a - b;
    return left < right ? -1 : 1;
  });
}

/** One for the root and one for each unit that a term does not share with the one before it. */
function countStates(terms: readonly string[], order: Uint32Array): number {
  let size = 1;
  let previous = '';
  for (const at of order) {
    const term = terms[at] ?? '';
    let shared = 0;
    while (shared < previous.length && previous.charCodeAt(shared) === term.charCodeAt(shared)) shared++;
    size += term.length - shared;
    previous = term;
  }
  return size;
}

/** Each state is a range of the sorted terms; those that end in it come first, the others fall into its children. */
function branch(trie: Trie, terms: readonly string[], order: Uint32Array): void {
  const { size, children, parent, unit: units, term: ends, also } = trie;
  const from = new Uint32Array(size);
  const to = new Uint32Array(size);
  to[0] = order.length;
  let made = 1;
  let depth = 0;
  for (let state = 0, deeper = 1; state < size; state++) {
    if (state === deeper) {
      depth++;
      deeper = made;
    }
    children[state] = made;
    let at = from[state] as number;
    const stop = to[state] as number;
    for (let last = 0; at < stop && terms[order[at] as number]?.length === depth; at++) {
      const id = (order[at] as number) + 1;
      if (last === 0) ends[state] = id;
      else also[last] = id;
      last = id;
    }
    for (let previous = -1; at < stop; at++) {
      const unit = terms[order[at] as number]?.charCodeAt(depth) ?? 0;
      if (unit !== previous) {
        parent[made] = state;
        units[made] = unit;
        from[made] = at;
        previous = unit;
        made++;
      }
      to[made - 1] = at + 1;
    }
  }
  children[size] = made;
}

/** Suffixes, and terms that end in a state because they end in its suffix. */
function linkSuffixes(trie: Trie): void {
  const { size, parent, unit, suffix, term, also } = trie;
  for (let state = 1; state < size; state++) {
    let at = parent[state] as number;
    let found = -1;
    while (at !== 0 && found < 0) {
      at = suffix[at] as number;
      found = childBy(trie, at, unit[state] as number);
    }
    suffix[state] = Math.max(found, 0);
    const inherited = term[suffix[state] as number] as number;
    let last = term[state] as number;
    if (last === 0) term[state] = inherited;
    else {
      while (also[last] !== 0) last = also[last] as number;
      also[last] = inherited;
    }
  }
}
