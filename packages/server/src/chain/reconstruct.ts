import { digestId } from '../kernel/ids.ts';
import type { Fact } from '../people/fact.ts';
import { compareText } from '../people/fact.ts';
import type { Chain, Link, ReasonedLink, Reconstruction, Tier, TimelineItem, Weighing } from './chain.ts';
import { linkTypes } from './chain.ts';
import type { Evidence } from './evidence.ts';
import { gatherEvidence, promisedOf, receivedOf } from './evidence.ts';
import { findStories } from './find-stories.ts';
import { linkAccessed, linkCalled, linkExportedSent } from './link-conduct.ts';
import { linkDealTransfer, linkPayeeEmployee, linkPayerCompany } from './link-money.ts';
import { linkClauseInForce } from './link-rules.ts';
import { linkSaidDeal, linkSaidTransfer } from './link-said.ts';
import { linkOwnedThen, linkPermittedThen } from './link-standing.ts';
import { punctuate } from './punctuate.ts';
import { nameOfParty } from './read-payment.ts';
import type { Ours } from './read-talk.ts';
import { searchRivals } from './rivals/index.ts';
import { assessSufficiency } from './sufficiency/assess.ts';
import { basicTier } from './tiers/basic.ts';
import { coreTier } from './tiers/core.ts';
import { processTier } from './tiers/process.ts';
import { timelineOf } from './timeline.ts';
import { weigh } from './weighing.ts';
import type { Given, World } from './world.ts';
import { buildWorld, positionOf } from './world.ts';

/** One line per type of link. */
const linkers: readonly ((evidence: Evidence) => readonly ReasonedLink[])[] = [
  linkSaidDeal,
  linkSaidTransfer,
  linkDealTransfer,
  linkPayerCompany,
  linkPayeeEmployee,
  linkOwnedThen,
  linkPermittedThen,
  linkAccessed,
  linkExportedSent,
  linkCalled,
  linkClauseInForce,
];

/**
 * Rebuilds every chain that the facts and findings support: one per employee and beneficiary.
 *
 * Pure and deterministic: the same facts and findings in any order give the same answer, in order of the chain's id,
 * which is a digest of whose chain it is and so outlives later evidence. The facts must hold everything that may
 * concern the employees in question; what is missing from them is missing from the search for other explanations.
 */
export function reconstruct(given: Given): readonly Reconstruction[] {
  const world = worldOf(given);
  return [...world.ours.values()].flatMap((employee) => chainsOf(employee, world, given)).toSorted(byId);
}

/** The same for one of our people alone, by the key of `Ours`; `undefined` where nothing makes chains about them possible. */
export function reconstructFor(key: string, given: Given): readonly Reconstruction[] | undefined {
  const world = worldOf(given);
  const employee = world.ours.get(key);
  return employee === undefined ? undefined : chainsOf(employee, world, given).toSorted(byId);
}

const worldOf = (given: Given): World =>
  buildWorld({ ...given, directory: given.directory.withMentioned(given.facts) });

const byId = (a: Reconstruction, b: Reconstruction): number => compareText(a.chain.id, b.chain.id);

function chainsOf(employee: Ours, world: World, given: Given): readonly Reconstruction[] {
  const facts = new Map(given.facts.map((fact) => [positionOf(fact), fact]));
  const factAt = (entry: TimelineItem['entry']): Fact | undefined => facts.get(positionOf(entry));
  return findStories(employee, world)
    .flatMap((story) => gatherEvidence(story, world) ?? [])
    .map((evidence) => reconstructOne(evidence, factAt));
}

function reconstructOne(
  evidence: Evidence,
  factAt: (entry: TimelineItem['entry']) => Fact | undefined,
): Reconstruction {
  const { story } = evidence;
  const links = linkers.flatMap((link) => link(evidence)).toSorted(compareLinks);
  const rivals = searchRivals(evidence);
  const promised = promisedOf(evidence);
  const received = receivedOf(evidence);
  const weighing = inWords(weigh(evidence, links, rivals));
  const chain: Chain = {
    id: digestId('chain', [story.employee.key, story.key]),
    employee: employeeOf(evidence),
    customers: story.customers.map((ref) => ({
      ref,
      name: evidence.world.directory.customerName(ref, evidence.last.at) ?? ref,
    })),
    outside: outsideOf(evidence),
    ...(promised === undefined ? {} : { promised }),
    ...(received === undefined ? {} : { received }),
    strength: weighing.strength,
    links: links.map(({ inputs: _, ...link }) => link),
    rivals: rivals.map((rival) => ({ ...rival, because: punctuate(rival.because) })),
    tiers: {
      basic: inChinese(basicTier(evidence)),
      core: inChinese(coreTier(evidence, links)),
      process: inChinese(processTier(evidence)),
    },
  };
  const sufficiency = assessSufficiency({ evidence, links, rivals, factAt });
  return { chain, weighing, links, timeline: timelineOf(evidence, links, rivals, factAt), sufficiency };
}

function inWords(weighing: Weighing): Weighing {
  const parts = weighing.parts.map((each) => ({ ...each, because: punctuate(each.because) }));
  const limits = weighing.limits.map((each) => ({ ...each, because: punctuate(each.because) }));
  const [wouldRaise, wouldLower] = [weighing.wouldRaise.map(punctuate), weighing.wouldLower.map(punctuate)];
  return { ...weighing, parts, limits, wouldRaise, wouldLower };
}

function inChinese({ have, weak, missing, next }: Tier): Tier {
  const all = (lines: readonly string[]) => lines.map(punctuate);
  return { have: all(have), weak: all(weak), missing: all(missing), next: all(next) };
}

function employeeOf({ story, employeeName }: Evidence): Chain['employee'] {
  const { ref, handle } = story.employee;
  return ref === undefined ? { ref: null, handle } : { ref, name: employeeName };
}

/** The company, then people who paid and are not the company itself; each once. */
function outsideOf({ story, paid, world }: Evidence): Chain['outside'] {
  const company = story.company === undefined ? [] : [{ ref: story.company.ref, name: story.company.name }];
  const named = story.company === undefined && story.name !== undefined ? [{ name: story.name }] : [];
  const people = paid
    .filter(({ payment }) => payment.from.system !== 'company')
    .map(({ payment }) => ({ key: world.directory.handleKey(payment.from), name: nameOfParty(payment.from) }));
  const byKey = new Map(people.map((each) => [each.key, each.name]));
  const names = [...new Set(byKey.values())].filter((name) => name !== story.company?.name).toSorted();
  return [...company, ...named, ...names.map((name) => ({ name }))];
}

function compareLinks(a: Link, b: Link): number {
  const first = (link: Link): string =>
    link.entries.map((entry) => `${entry.log}\n${String(entry.index).padStart(16, '0')}`).join('\n');
  return (
    linkTypes.indexOf(a.type) - linkTypes.indexOf(b.type) ||
    compareText(first(a), first(b)) ||
    compareText(a.grounds, b.grounds)
  );
}
