import { hash, randomBytes } from 'node:crypto';
import { bases } from '../kernel/record.ts';
import { Refusal } from '../kernel/refusal.ts';
import { audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { AUDIT_LOG, MAIN_LOG } from '../ledger/ledger.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Actor } from '../platform/db.ts';
import type { SourceRow } from './store.ts';
import * as store from './store.ts';

export type NewSource = { readonly name: string; readonly log?: string; readonly basis?: string };

/** Adds a source and answers its key, which is shown this once: only its digest is kept. */
export async function addSource(
  ledger: Ledger,
  actor: Actor,
  { name, log, basis }: NewSource,
): Promise<{ source: SourceRow; key: string }> {
  if (log === AUDIT_LOG || log === 'epoch')
    throw new Refusal('source.name_invalid', { why: `the log ${log} is kept for the product itself` });
  if (basis !== undefined && !bases.some((each) => each === basis))
    throw new Refusal('source.name_invalid', { why: `a basis is one of ${bases.join(', ')}` });
  const key = `zls_${randomBytes(24).toString('base64url')}`;
  const source = await ledger.db.servingAs(actor, async (tx) => {
    const { logId } = await ledgerStore.logNamed(tx, checkedName(log ?? MAIN_LOG));
    const fresh = { name: checkedName(name), logId, basis: basis ?? null, keyDigest: digestOf(key) };
    if (!(await store.insertSource(tx, fresh)))
      throw new Refusal('source.name_invalid', { why: `there is a source ${name} already` });
    return await store.sourceNamed(tx, name);
  });
  if (source === undefined) throw new Error('a source just added is there');
  await audit(ledger, actor, 'source.add', { source: source.name, log: source.log });
  return { source, key };
}

function checkedName(name: string): string {
  if (!/^[a-z0-9-]{1,40}$/.test(name))
    throw new Refusal('source.name_invalid', { why: 'a name is 1 to 40 of a–z, 0–9 and -' });
  return name;
}

/** The source with this name, added when an import brings an unknown one. */
export async function sourceForImport(ledger: Ledger, actor: Actor, name: string, log?: string): Promise<SourceRow> {
  const lookUp = () => ledger.db.servingAs(actor, (tx) => store.sourceNamed(tx, name));
  const known = await lookUp();
  if (known !== undefined) return known;
  try {
    return (await addSource(ledger, actor, { name, ...(log === undefined ? {} : { log }) })).source;
  } catch (error) {
    // Whoever takes in another stretch or file at the same time may have added it in between.
    const added = error instanceof Refusal ? await lookUp() : undefined;
    if (added === undefined) throw error;
    return added;
  }
}

/** The source a record is posted to. Refuses an unknown one with `source.unknown`. */
export async function sourceForPosting(ledger: Ledger, actor: Actor, name: string): Promise<SourceRow> {
  const source = await ledger.db.servingAs(actor, (tx) => store.sourceNamed(tx, name));
  if (source === undefined) throw new Refusal('source.unknown', { source: name });
  return source;
}

/** The source a posting key belongs to. Refuses with `auth.required`, the same for every wrong key. */
export async function sourceOfKey(ledger: Ledger, actor: Actor, key: string): Promise<SourceRow> {
  const source = await ledger.db.servingAs(actor, (tx) => store.sourceOfKey(tx, digestOf(key)));
  if (source === undefined) throw new Refusal('auth.required', {});
  return source;
}

const digestOf = (key: string): Buffer => hash('sha256', key, 'buffer');
