import { Refusal } from '../kernel/refusal.ts';
import { appendOwn } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { MAIN_LOG } from '../ledger/ledger.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { formatOfMapping } from './connectors/index.ts';
import { parseMapping } from './mapping/mapping-file.ts';
import type { Mapping } from './mapping/schema.ts';
import * as store from './store.ts';

/** The mapping a text holds. Refuses with `mapping.invalid`, naming every place that is wrong. */
export function readMapping(text: string): Mapping {
  const parsed = parseMapping(text);
  if (parsed.ok) return parsed.mapping;
  const why = parsed.problems.slice(0, 20).map((each) => `line ${each.line}, ${each.path}: ${each.why}`);
  throw new Refusal('mapping.invalid', { why: why.join('; ') });
}

/**
 * Keeps a mapping, so that it reads files from now on and a delivery can say for good how it was read: an `act` entry
 * holds its text. The same mapping again changes nothing; another one of the same name is its next version.
 */
export async function keepMapping(ledger: Ledger, actor: Actor, text: string): Promise<store.MappingRow> {
  const mapping = readMapping(text);
  const { digest } = formatOfMapping(mapping);
  const known = await ledger.db.as(actor, (tx) => store.mappingBy(tx, { digest }));
  if (known !== undefined) return known;
  const before = await ledger.db.as(actor, (tx) => store.mappingBy(tx, { name: mapping.name }));
  const version = (before?.version ?? 0) + 1;
  const body = { act: 'mapping.keep', actor: `${actor.role}:${actor.id}`, name: mapping.name, version, digest, text };
  const own = { log: MAIN_LOG, type: 'act', body, holder: 'mappings', class: 'act' } as const;
  const index = await appendOwn(ledger, actor, own);
  const row = { name: mapping.name, version, digest, text };
  await ledger.db.as(systemActor, async (tx) => {
    const { logId } = await ledgerStore.logNamed(tx, MAIN_LOG);
    await store.insertMapping(tx, { ...row, logId, index });
  });
  return row;
}

/** The newest version of the mapping with this name. Refuses with `mapping.unknown`. */
export async function mappingNamed(ledger: Ledger, name: string): Promise<Mapping> {
  const row = await ledger.db.as(systemActor, (tx) => store.mappingBy(tx, { name }));
  if (row === undefined)
    throw new Refusal('mapping.unknown', { why: 'no mapping file stands there, and no mapping of this name is kept' });
  return readMapping(row.text);
}

/** The same with their text and title, for those who keep them. */
export async function keptMappings(
  ledger: Ledger,
): Promise<readonly (store.MappingRow & { readonly title: string })[]> {
  const rows = await ledger.db.as(systemActor, (tx) => store.newestMappings(tx));
  return rows.map((row) => {
    const parsed = parseMapping(row.text);
    return { ...row, title: parsed.ok ? parsed.mapping.title : row.name };
  });
}

/** The newest version of every mapping that is kept, by name. */
export async function savedMappings(ledger: Ledger): Promise<readonly Mapping[]> {
  const rows = await ledger.db.as(systemActor, (tx) => store.newestMappings(tx));
  return rows.flatMap(({ text }) => {
    const parsed = parseMapping(text);
    return parsed.ok ? [parsed.mapping] : [];
  });
}
