import { randomBytes } from 'node:crypto';
import type { Party } from '../kernel/party.ts';
import type { Kind } from '../kernel/record.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Stretch } from '../people/store.ts';
import type { Tx } from '../platform/db.ts';
import { seal, unseal } from '../platform/seal.ts';
import type { Subject, Watched } from './subject.ts';

/** Everyone chains were found to be able to be about; of some, by their digests, those who are among them. */
export async function subjects(tx: Tx, ledger: Ledger, among: 'all' | readonly Buffer[]): Promise<readonly Subject[]> {
  if (among !== 'all' && among.length === 0) return [];
  const { rows } = await tx.client.query<{ about_mac: Buffer; party: Buffer }>(
    'select about_mac, party from chain_subject where $1 or about_mac = any($2::bytea[]) order by about_mac',
    among === 'all' ? [true, []] : [false, among],
  );
  return rows.map((row) => {
    const opened = unseal(ledger.secrets.cacheKey, aadOf(row.about_mac), row.party);
    if (opened === undefined) throw new Error('whom chains are about does not open');
    // Our own row, sealed below.
    return { mac: row.about_mac, party: JSON.parse(opened.toString('utf8')) as Party };
  });
}

const aadOf = (mac: Buffer): Buffer => Buffer.from(`subject:${mac.toString('hex')}`);

/** Keeps the subject with what is watched for it, in place of what was. */
export async function keepSubject(
  tx: Tx,
  ledger: Ledger,
  { mac, party }: Subject,
  watch: readonly Watched[],
): Promise<void> {
  const { system, ref, realm } = party;
  const text = JSON.stringify({ system, ref, ...(realm === undefined ? {} : { realm }) });
  const sealed = seal(ledger.secrets.cacheKey, randomBytes(12), aadOf(mac), Buffer.from(text));
  await tx.client.query(
    'insert into chain_subject (about_mac, party) values ($1, $2) on conflict (about_mac) do nothing',
    [mac, sealed],
  );
  await tx.client.query(
    `with wanted as (select * from unnest($2::bytea[], $3::boolean[]) as w (party_mac, events)),
       gone as (delete from chain_watch c where c.about_mac = $1
         and not exists (select from wanted w where w.party_mac = c.party_mac))
     insert into chain_watch (about_mac, party_mac, events) select $1, party_mac, events from wanted
     on conflict (about_mac, party_mac) do update set events = excluded.events where chain_watch.events <> excluded.events`,
    [mac, watch.map((each) => each.mac), watch.map((each) => each.events)],
  );
}

export async function dropSubject(tx: Tx, mac: Buffer): Promise<void> {
  await tx.q.deleteFrom('chain_subject').where('about_mac', '=', mac).execute();
  await tx.q.deleteFrom('chain_watch').where('about_mac', '=', mac).execute();
}

/** For whom a party is watched that an entry of this stretch names: the digest of each. */
export async function watchersOf(
  tx: Tx,
  { logId, from, to }: Stretch,
  standing: readonly Kind[],
): Promise<readonly Buffer[]> {
  const { rows } = await tx.client.query<{ about_mac: Buffer }>(
    `select distinct w.about_mac from mention m join chain_watch w on w.party_mac = m.party_mac
     where m.log_id = $1 and m.index >= $2 and m.index < $3 and (w.events or m.kind = any($4::text[]))`,
    [logId, from, to, standing],
  );
  return rows.map((row) => row.about_mac);
}

export async function readState(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.q.selectFrom('chain_state').selectAll().execute();
  return new Map(rows.map(({ name, value }) => [name, value]));
}

export async function writeState(tx: Tx, state: ReadonlyMap<string, string>): Promise<void> {
  await tx.client.query(
    `insert into chain_state (name, value) select * from unnest($1::text[], $2::text[])
     on conflict (name) do update set value = excluded.value where chain_state.value <> excluded.value`,
    [[...state.keys()], [...state.values()]],
  );
}
