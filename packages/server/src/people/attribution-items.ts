import { isMasked } from '../kernel/party.ts';
import type { Instant } from '../kernel/time.ts';
import type { Bound, Person } from './attribution.ts';
import { personKey } from './attribution.ts';
import type { AttributionItem, Stretch, Use } from './attribution-file.ts';
import { day, daysOf } from './attribution-words.ts';
import type { Directory } from './directory.ts';
import type { EntryRef, Fact } from './fact.ts';
import { compareText, entryOf, isKind, latestVersions } from './fact.ts';
import { bindingWords, relations } from './words.ts';

export function whoIs({ system, ref }: Person, at: Instant, directory: Directory): string {
  return system === 'hr'
    ? `${directory.employeeName(ref, at) ?? ref}(工号${ref})`
    : `客户${directory.customerName(ref, at) ?? ref}(编号${ref})`;
}

const statedBy = {
  binding: '账号绑定记录',
  employee: '员工资料',
  customer: '客户资料',
} as const;

/** Every binding that held, one after another joined where nothing changed between them. */
export function bindingItems(bound: readonly Bound[], directory: Directory): readonly AttributionItem[] {
  return joined(bound).map(({ person, by, strength, from, until, entries }) => ({
    kind: 'bound',
    says: `自${day(from)}起${until === undefined ? '' : `至${day(until)}前`},${statedBy[by]}载明账号归属${whoIs(person, from, directory)},绑定方式:${bindingWords[strength]}`,
    entries,
  }));
}

type Joined = Omit<Bound, 'entry'> & { readonly entries: readonly EntryRef[] };

/** A list of accounts is stated anew with every change of an employee: what goes on unchanged is one binding. */
function joined(bound: readonly Bound[]): readonly Joined[] {
  const groups = Map.groupBy(bound, ({ person, by, strength }) => `${personKey(person)}\n${by}\n${strength}`);
  const all = [...groups.values()].flatMap((group) => group.reduce(joinNext, []));
  return all.toSorted((a, b) => a.from - b.from || compareText(personKey(a.person), personKey(b.person)));
}

function joinNext(before: readonly Joined[], { entry, ...next }: Bound): readonly Joined[] {
  const last = before.at(-1);
  if (last === undefined || (last.until !== undefined && last.until < next.from))
    return [...before, { ...next, entries: [entry] }];
  const until = last.until === undefined || next.until === undefined ? undefined : later(last.until, next.until);
  return [...before.slice(0, -1), { ...last, until, entries: [...last.entries, entry] }];
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** Who else held the account at the same time. */
export function meetingItems(
  stretches: readonly Stretch[],
  bound: readonly Bound[],
  directory: Directory,
): readonly AttributionItem[] {
  return stretches
    .filter(({ persons }) => persons.length > 1)
    .map((stretch) => {
      const { from, to, persons } = stretch;
      const names = persons.map((person) => whoIs(person, from, directory)).join('、');
      const holding = bound.filter((each) => each.from <= from && (each.until === undefined || from < each.until));
      const entries = holding.map(({ entry }) => entry);
      return isContradicted([stretch], bound)
        ? { kind: 'contradiction', says: `${daysOf(from, to)}的记录相互矛盾,同时指向${names}`, entries }
        : { kind: 'shared', says: `${daysOf(from, to)}同时绑定${names},不能仅凭账号认定操作者`, entries };
    });
}

/** Two at once, one of them by a real-name record, or one of ours and one outside: both cannot be right. */
export function isContradicted(stretches: readonly Stretch[], bound: readonly Bound[]): boolean {
  return stretches.some(({ from, persons }) => {
    if (persons.length < 2) return false;
    const holding = bound.filter((each) => each.from <= from && (each.until === undefined || from < each.until));
    return (
      new Set(persons.map(({ system }) => system)).size > 1 || holding.some(({ strength }) => strength === 'real-name')
    );
  });
}

/** Accounts that an employee wrote into a signed declaration, their own or another's. */
export function declarationItems(use: Use, directory: Directory, facts: readonly Fact[]): readonly AttributionItem[] {
  if (isMasked(use.handle)) return [];
  const key = directory.handleKey(use.handle);
  return latestVersions(facts.filter((fact) => isKind(fact, 'declaration'))).flatMap((fact) => {
    const { account, employee, relation, name, at } = fact.record.body;
    if (account === undefined || directory.handleKey(account) !== key) return [];
    const who = whoIs({ system: 'hr', ref: employee.ref }, at, directory);
    const whose = name === undefined ? relations[relation] : `${name},${relations[relation]}`;
    return [
      { kind: 'declared', says: `${day(at)}${who}在利益冲突申报中写明该账户(关系:${whose})`, entries: [entryOf(fact)] },
    ];
  });
}

/** Under which devices and addresses the account was used, as access records state them. */
export function accessItems(use: Use, directory: Directory, facts: readonly Fact[]): readonly AttributionItem[] {
  if (isMasked(use.handle)) return [];
  const key = directory.handleKey(use.handle);
  const seen = latestVersions(facts.filter((fact) => isKind(fact, 'access'))).filter(
    ({ record }) =>
      directory.handleKey(record.body.employee) === key && use.from <= record.occurredAt && record.occurredAt <= use.to,
  );
  const logins = seen.filter(({ record }) => record.body.action === 'login');
  const traced = Map.groupBy(
    seen.filter(({ record: { body } }) => body.device !== undefined || body.ip !== undefined),
    ({ record: { body } }) => [body.device ?? '未载明', body.ip ?? '未载明'].join(',IP地址'),
  );
  const devices = [...traced].map(([trace, group]): AttributionItem => {
    const says = `${group.length}条操作记录载明设备${trace}`;
    return { kind: 'device', says, entries: group.map(entryOf) };
  });
  if (logins.length === 0) return devices;
  return [{ kind: 'login', says: `所涉期间有${logins.length}条登录记录`, entries: logins.map(entryOf) }, ...devices];
}

/** Whether whoever the account belonged to had left by its last use. */
export function leftItems({ handle, to }: Use, directory: Directory): readonly AttributionItem[] {
  return directory.personsOf(handle, to).flatMap(({ person }) => {
    if (person.system !== 'hr') return [];
    const state = directory.employee(person.ref, to);
    if (state?.value.status !== 'left') return [];
    const says = `最后一次使用时${whoIs(person, to, directory)}已登记为离职,须查明账号是否已收回`;
    return [{ kind: 'left', says, entries: [state.entry] }];
  });
}
