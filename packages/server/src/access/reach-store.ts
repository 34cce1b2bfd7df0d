import type { Tx } from '../platform/db.ts';

/** `person` is the keyed digest of whom this account belongs to: an employee's number, or a company's name. */
export type Wall = { readonly account: string; readonly mac: Buffer; readonly person: Buffer; readonly why: string };
export type ScopePerson = { readonly grant: string; readonly mac: Buffer };

/** Makes these the walls that stand; rows that stay are not touched. */
export async function replaceWalls(tx: Tx, walls: readonly Wall[]): Promise<void> {
  const columns = [
    walls.map((w) => w.account),
    walls.map((w) => w.mac),
    walls.map((w) => w.person),
    walls.map((w) => w.why),
  ];
  await tx.client.query(
    `delete from wall w where not exists (
       select from unnest($1::text[], $2::bytea[], $3::bytea[], $4::text[]) as n (account_id, party_mac, person_mac, why)
       where n.account_id = w.account_id and n.party_mac = w.party_mac and n.person_mac = w.person_mac and n.why = w.why)`,
    columns,
  );
  await tx.client.query(
    `insert into wall select * from unnest($1::text[], $2::bytea[], $3::bytea[], $4::text[]) on conflict do nothing`,
    columns,
  );
}

/** Makes these the persons that limited grants cover. */
export async function replaceScopePersons(tx: Tx, rows: readonly ScopePerson[]): Promise<void> {
  const columns = [rows.map((row) => row.grant), rows.map((row) => row.mac)];
  await tx.client.query(
    `delete from scope_person p where not exists (
       select from unnest($1::text[], $2::bytea[]) as n (grant_id, party_mac)
       where n.grant_id = p.grant_id and n.party_mac = p.party_mac)`,
    columns,
  );
  await tx.client.query(
    'insert into scope_person select * from unnest($1::text[], $2::bytea[]) on conflict do nothing',
    columns,
  );
}

export async function wallSets(
  tx: Tx,
): Promise<readonly { readonly id: string; readonly account: string; readonly sealed: Buffer }[]> {
  return await tx.q
    .selectFrom('wall_set')
    .select(['id', 'account_id as account', 'sealed'])
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
}

export async function scopedGrants(tx: Tx): Promise<readonly { readonly id: string; readonly sealed: Buffer }[]> {
  return await tx.q
    .selectFrom('role_grant')
    .select(['id', 'sealed'])
    .where('scoped', '=', true)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** Whom open cases are about: a grant limited to a case ends with it. */
export async function personsOfCases(tx: Tx, cases: readonly string[]): Promise<readonly Buffer[]> {
  const rows = await tx.q
    .selectFrom('case_person')
    .innerJoin('case_file', 'case_file.id', 'case_person.case_id')
    .select('party_mac')
    .where('case_id', 'in', cases)
    .where('case_file.state', '=', 'open')
    .execute();
  return rows.map((row) => row.party_mac);
}

/** Whom this account must not see, with the reason for each. */
export async function wallsOfAccount(
  tx: Tx,
  account: string,
): Promise<readonly { readonly mac: Buffer; readonly why: string }[]> {
  return await tx.q
    .selectFrom('wall')
    .select(['party_mac as mac', 'why'])
    .where('account_id', '=', account)
    .orderBy('party_mac')
    .execute();
}

/** Whether an account is walled off from one of these persons, by their keyed digests in hex. */
export async function isWalled(tx: Tx, account: string, persons: readonly string[]): Promise<boolean> {
  const walls = await wallsOfAccount(tx, account);
  return walls.some(({ mac }) => persons.includes(mac.toString('hex')));
}

/** Whom accounts are walled off from, each person once for each reason. */
export async function personsWalledOff(
  tx: Tx,
): Promise<readonly { readonly account: string; readonly mac: Buffer; readonly why: string }[]> {
  return await tx.q
    .selectFrom('wall')
    .select(['account_id as account', 'person_mac as mac', 'why'])
    .distinct()
    .orderBy('account_id')
    .orderBy('why')
    .orderBy('person_mac')
    .execute();
}
