import type { Chain, Link } from '../../api/types.ts';

/** Said in the order in which a person would tell it, whatever order the links come in. */
const told: readonly Link['type'][] = [
  'owned-then',
  'permitted-then',
  'accessed',
  'called',
  'exported-sent',
  'said-deal',
  'payer-company',
  'payee-employee',
  'said-transfer',
  'deal-transfer',
  'clause-in-force',
];

/** The clauses of the sentence that says why a chain is shown, one for each type of link it has; none for none. */
export function becauseOf(
  chain: Pick<Chain, 'links'>,
  clauses: Readonly<Record<string, string>>,
  separator: string,
): string | undefined {
  const types = new Set(chain.links.map((link) => link.type));
  const parts = told.filter((type) => types.has(type)).flatMap((type) => clauses[type] ?? []);
  if (parts.length === 0) return undefined;
  return parts.join(separator);
}

/** How many different entries the links rest on. */
export function entriesUsed(chain: Pick<Chain, 'links'>): number {
  const names = chain.links.flatMap((link) => link.entries.map((e) => `${e.log}:${e.index}`));
  return new Set(names).size;
}
