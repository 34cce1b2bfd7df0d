import type { Party } from '../kernel/party.ts';
import { LAST_INSTANT } from '../kernel/time.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { foldName } from '../people/company-name.ts';
import type { Directory } from '../people/directory.ts';
import type { FactOf } from '../people/fact.ts';
import { isKind } from '../people/fact.ts';
import type { World } from '../people/facts.ts';
import { readWorld } from '../people/facts.ts';
import { partyMac } from '../people/follow.ts';
import type { Tx } from '../platform/db.ts';
import { unseal } from '../platform/seal.ts';
import { accountsWithEmployee } from './account-store.ts';
import type { Scope } from './acts/act.ts';
import * as store from './reach-store.ts';

export type WallReason = 'self' | 'manager' | 'kin' | 'company' | 'set';

/** How far up a chain of managers is walked: further up nobody decides about anybody any more, and a loop ends. */
const MOST_MANAGERS = 12;

/**
 * Works out anew whom each account must not see and whom each limited grant covers, from what is recorded of people.
 * Kinship comes from signed declarations alone, in both directions: whom I declared, and who declared me.
 */
export async function refreshReach(tx: Tx, ledger: Ledger): Promise<void> {
  const world = await readWorld(tx, ledger);
  const walls = new Map<string, store.Wall>();
  const add = (account: string, parties: readonly Party[], why: WallReason) => {
    const [first] = parties;
    for (const party of parties) {
      const mac = partyMac(ledger, party);
      const person = partyMac(ledger, first ?? party);
      const key = `${account} ${mac.toString('hex')}`;
      if (!walls.has(key)) walls.set(key, { account, mac, person, why });
    }
  };
  for (const { id, employee } of await accountsWithEmployee(tx, ledger))
    for (const { parties, why } of wallsOf(world, employee)) add(id, parties, why);
  for (const set of await store.wallSets(tx)) {
    const { employee } = open<{ employee: string }>(ledger, `wall:${set.id}`, set.sealed);
    add(set.account, accountsOf(world.directory, employee), 'set');
  }
  await store.replaceWalls(tx, [...walls.values()]);
  await store.replaceScopePersons(tx, await scopePersons(tx, ledger, world));
}

/** Everyone an employee with this number must not see over, and why. */
export function wallsOf(
  { directory, facts }: World,
  employee: string,
): readonly { readonly parties: readonly Party[]; readonly why: WallReason }[] {
  const declared = facts.filter((fact) => isKind(fact, 'declaration'));
  const own = declared.filter(({ record }) => record.body.employee.ref === employee);
  const kin = own.flatMap(({ record }) => bearersOf(facts, record.body.name));
  const names = namesOf(facts, employee);
  const byOthers = declared.filter(({ record }) => names.has(foldName(record.body.name ?? '')));
  const kinRefs = [...kin, ...byOthers.map(({ record }) => record.body.employee.ref)].filter((ref) => ref !== employee);
  const byKin = declared.filter(({ record }) => kinRefs.includes(record.body.employee.ref));
  return [
    { parties: accountsOf(directory, employee), why: 'self' },
    ...managersOf(directory, employee).map((ref) => ({ parties: accountsOf(directory, ref), why: 'manager' as const })),
    ...kinRefs.map((ref) => ({ parties: accountsOf(directory, ref), why: 'kin' as const })),
    ...[...own, ...byKin].flatMap(({ record }) => companyIn(directory, record)),
  ];
}

/** What an employee's number and every account ever bound to it are called. */
export function accountsOf(directory: Directory, ref: string): readonly Party[] {
  return [{ system: 'hr', ref }, ...directory.handlesOf({ system: 'hr', ref })];
}

const latest = (directory: Directory, ref: string) => directory.employee(ref, LAST_INSTANT)?.value;

function managersOf(directory: Directory, employee: string): readonly string[] {
  const above: string[] = [];
  let next = latest(directory, employee)?.manager?.ref;
  while (next !== undefined && next !== employee && !above.includes(next) && above.length < MOST_MANAGERS) {
    above.push(next);
    next = latest(directory, next)?.manager?.ref;
  }
  return above;
}

/** Every name an employee ever bore, folded as names are compared. */
function namesOf(facts: World['facts'], employee: string): ReadonlySet<string> {
  const borne = facts.flatMap((fact) =>
    isKind(fact, 'employee') && fact.record.body.employee.ref === employee ? [fact.record.body.name ?? ''] : [],
  );
  return new Set(borne.map(foldName).filter((name) => name !== ''));
}

/** The employees who ever bore a name. */
function bearersOf(facts: World['facts'], name: string | undefined): readonly string[] {
  const wanted = foldName(name ?? '');
  if (wanted === '') return [];
  const bearers = facts.flatMap((fact) =>
    isKind(fact, 'employee') && foldName(fact.record.body.name ?? '') === wanted ? [fact.record.body.employee.ref] : [],
  );
  return [...new Set(bearers)];
}

function companyIn(directory: Directory, { body }: FactOf<'declaration'>['record']) {
  if (body.company === undefined) return [];
  const known = directory.companyOf(body.company.name ?? body.company.ref)?.company;
  const names = new Set([body.company.ref, ...(known === undefined ? [] : [known.ref, known.name])]);
  return [{ parties: [...names].map((ref): Party => ({ system: 'company', ref })), why: 'company' as const }];
}

async function scopePersons(tx: Tx, ledger: Ledger, { directory }: World): Promise<readonly store.ScopePerson[]> {
  const rows: store.ScopePerson[] = [];
  for (const grant of await store.scopedGrants(tx)) {
    const scope = open<Scope>(ledger, `grant:${grant.id}`, grant.sealed);
    const inCases =
      scope.cases === undefined
        ? undefined
        : new Set((await store.personsOfCases(tx, scope.cases)).map((mac) => mac.toString('hex')));
    for (const ref of directory.employees) {
      const state = latest(directory, ref);
      const own = partyMac(ledger, { system: 'hr', ref });
      const within =
        (scope.departments === undefined || scope.departments.includes(state?.department ?? '')) &&
        (scope.employers === undefined || isEmployer(scope.employers, state?.employer)) &&
        (inCases === undefined || inCases.has(own.toString('hex')));
      if (!within) continue;
      for (const party of accountsOf(directory, ref)) rows.push({ grant: grant.id, mac: partyMac(ledger, party) });
    }
  }
  return rows;
}

const isEmployer = (wanted: readonly string[], employer: Party | undefined): boolean =>
  employer !== undefined && (wanted.includes(employer.ref) || wanted.includes(employer.name ?? employer.ref));

function open<T>(ledger: Ledger, name: string, sealed: Uint8Array): T {
  const bytes = unseal(ledger.secrets.cacheKey, Buffer.from(name), sealed);
  if (bytes === undefined) throw new Error(`${name} does not open`);
  // Our own row, sealed by `acts/apply-act.ts`.
  return JSON.parse(bytes.toString('utf8')) as T;
}
