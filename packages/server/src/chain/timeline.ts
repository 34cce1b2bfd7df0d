import type { Fact } from '../people/fact.ts';
import { compareText, entryOf } from '../people/fact.ts';
import type { Link, Rival, Role, TimelineItem } from './chain.ts';
import type { Evidence } from './evidence.ts';
import { exportsSent, tellingAccesses } from './link-conduct.ts';
import { countedPayments } from './link-money.ts';
import { aboutFacts } from './tiers/core.ts';
import { documentsOf } from './tiers/process.ts';
import type { World } from './world.ts';

/** Link types whose entries are not events of the story but show how things stood. */
const standing: readonly { readonly type: Link['type']; readonly role: Role }[] = [
  { type: 'owned-then', role: 'ownership' },
  { type: 'permitted-then', role: 'permission' },
  { type: 'clause-in-force', role: 'agreement' },
  { type: 'payer-company', role: 'company' },
  { type: 'payee-employee', role: 'account' },
  { type: 'called', role: 'call' },
  { type: 'accessed', role: 'access' },
];

/**
 * Everything the chain rests on or that speaks for the employee, in the order of the stated times.
 *
 * An entry appears once, in the first role that it has; `at` is when its source says that it happened.
 */
export function timelineOf(
  evidence: Evidence,
  links: readonly Link[],
  rivals: readonly Rival[],
  factAt: (entry: TimelineItem['entry']) => Fact | undefined,
): readonly TimelineItem[] {
  const items = new Map<string, TimelineItem>();
  const add = (role: Role, fact: Fact | undefined): void => {
    if (fact === undefined) return;
    const key = `${fact.log}\n${fact.index}`;
    const { occurredAt: at, precision } = fact.record;
    if (!items.has(key)) items.set(key, { entry: entryOf(fact), role, at, precision });
  };
  for (const [role, facts] of events(evidence)) for (const fact of facts) add(role, fact);
  for (const { type, role } of standing) {
    for (const link of links.filter((each) => each.type === type))
      for (const entry of link.entries) add(roleOf(role, factAt(entry)), factAt(entry));
  }
  for (const rival of rivals.filter((each) => each.outcome === 'explains' || each.outcome === 'weakens')) {
    for (const entry of rival.entries) add('favourable', factAt(entry));
  }
  return [...items.values()].toSorted(
    (a, b) => a.at - b.at || compareText(a.entry.log, b.entry.log) || a.entry.index - b.entry.index,
  );
}

function events(evidence: Evidence): readonly (readonly [Role, readonly (Fact | undefined)[]])[] {
  const { story, world } = evidence;
  const sent = exportsSent(evidence);
  return [
    ['said', story.said.map((said) => said.fact)],
    ['recalled', story.said.flatMap((said) => recallsOf(said.fact, world))],
    ['deal', story.deals.map((deal) => deal.fact)],
    ['transfer', countedPayments(evidence).map(({ payment }) => payment.fact)],
    ['access', [...tellingAccesses(evidence), ...sent].map(({ fact }) => fact)],
    ['sent', sent.map(({ talk }) => talk.fact)],
    ['testimony', aboutFacts(evidence).filter((fact) => fact.record.kind === 'testimony')],
    ['process', documentsOf(evidence)],
  ];
}

function recallsOf({ record }: Fact, world: World): readonly Fact[] {
  return world.recalls.get(`${record.source}\n${record.externalId}`) ?? [];
}

/** The entries of a link of standing are of several kinds; each has the role of its own. */
function roleOf(role: Role, fact: Fact | undefined): Role {
  const kind = fact?.record.kind;
  if (kind === 'acknowledgement') return 'acknowledgement';
  if (kind === 'customer') return 'lost';
  return kind === 'transfer' ? 'transfer' : role;
}
