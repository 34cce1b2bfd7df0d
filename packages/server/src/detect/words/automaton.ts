export type Automaton = { readonly byFirst: ReadonlyMap<string, readonly { term: number; text: string }[]> };

export function buildAutomaton(terms: readonly string[]): Automaton {
  const byFirst = new Map<string, { term: number; text: string }[]>();
  for (const [term, text] of terms.entries()) {
    const first = text.charAt(0);
    const known = byFirst.get(first);
    if (known === undefined) byFirst.set(first, [{ term, text }]);
    else known.push({ term, text });
  }
  return { byFirst };
}

export function scanAll({ byFirst }: Automaton, text: string, found: (term: number, end: number) => void): void {
  for (let i = 0; i < text.length; i += 1)
    for (const each of byFirst.get(text.charAt(i)) ?? [])
      if (text.startsWith(each.text, i)) found(each.term, i + each.text.length);
}
