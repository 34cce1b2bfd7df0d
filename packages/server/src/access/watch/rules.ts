/** One line of the watcher's ledger, as rules look at it. `at` is UTC milliseconds. */
export type Line = {
  readonly actor: string;
  readonly act: string;
  readonly ground: string;
  readonly outcome: string;
  readonly items: number;
  readonly about: readonly string[];
  readonly at: number;
};

export const alertKinds = [
  'no-ground',
  'walled',
  'fishing',
  'bulk',
  'refused-sign-in',
  'one-person-grant',
  'link-made',
] as const;
export type AlertKind = (typeof alertKinds)[number];

const HOUR = 3_600_000;

/** Limits of what counts as ordinary reading; within `hours` before and at the line looked at. */
export const limits = {
  /** Things that were asked for and are not there, or not for them. */
  missed: { hours: 1, most: 10 },
  /** Different persons looked at outside of a case. */
  persons: { hours: 1, most: 30 },
  /** Entries opened. */
  items: { hours: 1, most: 1_000 },
  /** Packages and originals handed out. */
  files: { hours: 24, most: 10 },
  /** Attempts to sign in, or to prove again who one is, that failed. */
  refused: { hours: 1, most: 5 },
} as const;

const FILES: ReadonlySet<string> = new Set(['package.make', 'package.read', 'original.read', 'media.read']);
const CONTENT: ReadonlySet<string> = new Set([
  'finding.read',
  'chain.read',
  'chain.attribution',
  'entry.read',
  'as-of.read',
  ...FILES,
]);

/**
 * What is out of the ordinary about the newest of these lines, all of one actor, oldest first. It looks back only: the
 * same lines give the same alerts however late they are looked at. The operator at the command line can open everything
 * anyway; what they read is listed and not counted.
 */
export function alertsOn(lines: readonly Line[]): readonly AlertKind[] {
  const last = lines.at(-1);
  if (last === undefined) return [];
  const within = (hours: number): readonly Line[] => lines.filter(({ at }) => at > last.at - hours * HOUR);
  const isPerson = last.actor.startsWith('account:');
  const found: AlertKind[] = [];
  if (
    last.act === 'session.refused' &&
    countOf(within(limits.refused.hours), (line) => line.act === 'session.refused') > limits.refused.most
  )
    found.push('refused-sign-in');
  if (last.act === 'account.link') found.push('link-made');
  if (!isPerson) return found;
  if (last.outcome === 'walled') found.push('walled');
  if (
    CONTENT.has(last.act) &&
    (last.ground === 'urgent' || last.ground === 'none' || last.outcome === 'refused') &&
    last.outcome !== 'walled' &&
    last.outcome !== 'missed'
  )
    found.push('no-ground');
  if (isFishing(last, within)) found.push('fishing');
  if (isBulk(last, within)) found.push('bulk');
  return found;
}

const countOf = (lines: readonly Line[], is: (line: Line) => boolean): number => lines.filter(is).length;

function isFishing(last: Line, within: (hours: number) => readonly Line[]): boolean {
  const isMiss = (line: Line) => line.outcome === 'missed' || line.outcome === 'walled';
  if (isMiss(last) && countOf(within(limits.missed.hours), isMiss) > limits.missed.most) return true;
  if (last.outcome !== 'read' || last.ground.startsWith('case:') || !CONTENT.has(last.act)) return false;
  const looked = within(limits.persons.hours).filter(
    ({ act, ground, outcome }) => CONTENT.has(act) && outcome === 'read' && !ground.startsWith('case:'),
  );
  return new Set(looked.flatMap(({ about }) => about)).size > limits.persons.most;
}

function isBulk(last: Line, within: (hours: number) => readonly Line[]): boolean {
  if (last.outcome !== 'read' || !CONTENT.has(last.act)) return false;
  const read = within(limits.items.hours).filter(({ act, outcome }) => CONTENT.has(act) && outcome === 'read');
  const items = read.reduce((sum, line) => sum + line.items, 0);
  const files = countOf(within(limits.files.hours), ({ act, outcome }) => FILES.has(act) && outcome === 'read');
  return items > limits.items.most || (FILES.has(last.act) && files > limits.files.most);
}
