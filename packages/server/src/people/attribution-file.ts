import type { Party } from '../kernel/party.ts';
import { isMasked } from '../kernel/party.ts';
import type { Instant } from '../kernel/time.ts';
import type { Bound, Person } from './attribution.ts';
import { personKey } from './attribution.ts';
import {
  accessItems,
  bindingItems,
  declarationItems,
  isContradicted,
  leftItems,
  meetingItems,
  whoIs,
} from './attribution-items.ts';
import { day, daysOf, missingFor, unboundSays } from './attribution-words.ts';
import type { Directory } from './directory.ts';
import type { EntryRef, Fact } from './fact.ts';

/** An account and the first and last moment at which it was used in what is looked at. */
export type Use = { readonly handle: Party; readonly from: Instant; readonly to: Instant };

export const attributionKinds = [
  'itself',
  'bound',
  'inferred',
  'declared',
  'device',
  'login',
  'left',
  'shared',
  'contradiction',
  'gap',
  'unbound',
  'masked',
  'name-only',
] as const;
export type AttributionKind = (typeof attributionKinds)[number];

/** One thing that speaks for, against or beside whose account it was, in Chinese and with the entries that say so. */
export type AttributionItem = {
  readonly kind: AttributionKind;
  readonly says: string;
  readonly entries: readonly EntryRef[];
};

/**
 * `real-name` and `supported`: one person throughout, with and without a real-name record. `partial`: records for
 * some of the time, or one person after another. The last five resolve to nobody.
 */
export const attributionStandings = [
  'real-name',
  'supported',
  'inferred',
  'partial',
  'shared',
  'contradicted',
  'unbound',
  'masked',
  'name-only',
] as const;
export type AttributionStanding = (typeof attributionStandings)[number];

/** 账号归属: what the records hold about whose an account was while it was used, and what they lack. */
export type AttributionFile = {
  readonly handle: Party;
  readonly from: Instant;
  readonly to: Instant;
  readonly standing: AttributionStanding;
  readonly says: string;
  readonly items: readonly AttributionItem[];
  /** What is missing and how it may be had; each in Chinese. */
  readonly missing: readonly string[];
};

/** A stretch of the use during which nothing changed; `isInferred` where no record holds and `personsOf` infers. */
export type Stretch = {
  readonly from: Instant;
  readonly to: Instant;
  readonly persons: readonly Person[];
  readonly isInferred: boolean;
};

/**
 * Gathers what is recorded about one account. Nothing is decided here that `personsOf` does not decide: a masked
 * account and a displayed name resolve to nobody, whatever else fits.
 */
export function attributionFileOf(use: Use, directory: Directory, facts: readonly Fact[]): AttributionFile {
  const bound = directory.boundOf(use.handle).filter((each) => isWithin(each, use));
  const stretches = stretchesOf(use, bound, directory);
  const standing = standingOf(use.handle, bound, stretches);
  const items = [
    ...ownItems(use, directory),
    ...bindingItems(bound, directory),
    ...meetingItems(stretches, bound, directory),
    ...inferredItems(use.handle, stretches, directory),
    ...gapItems(use.handle, stretches, standing),
    ...declarationItems(use, directory, facts),
    ...accessItems(use, directory, facts),
    ...leftItems(use, directory),
  ];
  const missing = missingFor(standing, items, bound);
  return { ...use, standing, says: summary(use, standing, directory), items, missing };
}

/** The same for every account of a chain. */
export function attributionFilesOf(
  uses: readonly Use[],
  directory: Directory,
  facts: readonly Fact[],
): readonly AttributionFile[] {
  return uses.map((use) => attributionFileOf(use, directory, facts));
}

function isWithin({ from, until }: Bound, use: Use): boolean {
  return from <= use.to && (until === undefined || (until > use.from && until > from));
}

/** Cuts the use wherever a binding begins or ends, and says who held it in each piece. */
function stretchesOf(use: Use, bound: readonly Bound[], directory: Directory): readonly Stretch[] {
  const edges = bound.flatMap(({ from, until }) => (until === undefined ? [from] : [from, until]));
  const inside = edges.filter((each) => each > use.from && each <= use.to);
  const cuts = [...new Set([use.from, ...inside])].toSorted((a, b) => a - b);
  const pieces = cuts.map((from, i): Stretch => {
    const holding = bound.filter((each) => each.from <= from && (each.until === undefined || from < each.until));
    const isInferred = holding.length === 0;
    const held = isInferred ? directory.personsOf(use.handle, from) : holding;
    const persons = new Map(held.map(({ person }) => [personKey(person), person]));
    return { from, to: cuts[i + 1] ?? use.to, persons: [...persons.values()], isInferred };
  });
  const joined: Stretch[] = [];
  for (const next of pieces) {
    const last = joined.at(-1);
    const isSame = last !== undefined && keysOf(last) === keysOf(next) && last.isInferred === next.isInferred;
    if (isSame) joined.splice(-1, 1, { ...last, to: next.to });
    else joined.push(next);
  }
  return joined;
}

const keysOf = ({ persons }: Stretch): string => persons.map(personKey).toSorted().join('\n');

function standingOf(handle: Party, bound: readonly Bound[], stretches: readonly Stretch[]): AttributionStanding {
  if (isMasked(handle)) return 'masked';
  if (handle.system === 'name') return 'name-only';
  if (handle.system === 'hr' || handle.system === 'crm') return 'supported';
  if (isContradicted(stretches, bound)) return 'contradicted';
  if (stretches.some(({ persons }) => persons.length > 1)) return 'shared';
  if (stretches.every(({ persons }) => persons.length === 0)) return 'unbound';
  if (new Set(stretches.map(keysOf)).size > 1) return 'partial';
  if (bound.every(({ strength }) => strength === 'inferred')) return 'inferred';
  return bound.some(({ strength }) => strength === 'real-name') ? 'real-name' : 'supported';
}

function ownItems({ handle, from }: Use, directory: Directory): readonly AttributionItem[] {
  const shown = handle.system === 'name' ? handle.ref : handle.name;
  const bearers = shown === undefined ? [] : directory.employeesNamed(shown, from);
  const alike = bearers.length === 0 ? '' : `;与员工${bearers.map((ref) => `${shown}(工号${ref})`).join('、')}姓名相同`;
  if (isMasked(handle)) {
    const name = shown === undefined || handle.system === 'name' ? '' : `,显示姓名为${shown}${alike}`;
    return [item('masked', `账号${handle.ref}经来源遮盖${name};遮盖的账号不能单独归属到任何人`)];
  }
  if (handle.system === 'name')
    return [item('name-only', `来源只显示姓名${handle.ref},没有账号${alike};仅凭姓名不能认定为同一人`)];
  if (handle.system !== 'hr' && handle.system !== 'crm') return [];
  const who = whoIs({ system: handle.system, ref: handle.ref }, from, directory);
  return [item('itself', `来源直接写明${who};操作者是否本人,须另以登录或设备记录证明`)];
}

function item(kind: AttributionKind, says: string): AttributionItem {
  return { kind, says, entries: [] };
}

function gapItems(
  handle: Party,
  stretches: readonly Stretch[],
  standing: AttributionStanding,
): readonly AttributionItem[] {
  if (standing === 'unbound') return [item('unbound', '所涉期间未见该账号的任何绑定记录')];
  if (isMasked(handle) || handle.system === 'name') return [];
  const gaps = stretches.filter(({ persons }) => persons.length === 0);
  return gaps.map(({ from, to }) => item('gap', `${daysOf(from, to)}未见绑定记录,其间的使用不能归属到任何人`));
}

/** The CRM often learns of a customer's account after the first talk; see `personsOf`. */
function inferredItems(handle: Party, stretches: readonly Stretch[], directory: Directory): readonly AttributionItem[] {
  return stretches
    .filter(({ isInferred }) => isInferred)
    .flatMap(({ from, to }) =>
      directory.personsOf(handle, from).flatMap(({ person, entry }) =>
        entry === undefined
          ? []
          : [
              {
                kind: 'inferred' as const,
                says: `${daysOf(from, to)}尚无记录,按该账号只属于过${whoIs(person, from, directory)}推断`,
                entries: [entry],
              },
            ],
      ),
    );
}

function summary({ handle, from, to }: Use, standing: AttributionStanding, directory: Directory): string {
  const persons = directory.personsOf(handle, from);
  const who = persons.map(({ person }) => whoIs(person, from, directory)).join('、');
  const during = daysOf(from, to);
  switch (standing) {
    case 'real-name':
      return `${during},账号归属${who},有实名绑定记录`;
    case 'supported':
      return `${during},账号归属${who}`;
    case 'inferred':
      return `${during},推断账号归属${who},没有直接记录`;
    case 'partial':
      return who === ''
        ? `${during},账号归属只有部分时间有记录`
        : `${day(from)}账号归属${who},此后的归属有变化或没有记录`;
    default:
      return `${during},${unboundSays[standing]}`;
  }
}
