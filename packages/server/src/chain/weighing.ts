import type { EntryRef } from '../people/fact.ts';
import { entryOf } from '../people/fact.ts';
import { acceptancesOf } from './accepted.ts';
import { tookPart } from './attach-words.ts';
import type { Link, Rival, Strength, Weighing } from './chain.ts';
import { tiesByName, tiesDeclared } from './declared-tie.ts';
import type { Evidence, Move } from './evidence.ts';
import { isPayerKnown, isPlaced, isWithThem } from './evidence.ts';
import { isTied as isTiedTalk } from './figures.ts';
import { contactsTurnedToThem, exportsSent, isSharedDevice, tellingAccesses } from './link-conduct.ts';
import { paymentEntries } from './link-said.ts';
import { ownedThen } from './link-standing.ts';
import { distinct } from './make-link.ts';
import { withinDays } from './order.ts';
import { punctuate } from './punctuate.ts';
import type { Said } from './read-said.ts';
import type { PartName } from './weights.ts';
import { manyTalks, mostFurtherCustomers, thresholds, WEIGHTS_VERSION, weights } from './weights.ts';
import { isWithPeopleOf } from './with-them.ts';
import type { Paid } from './world.ts';

type Part = Weighing['parts'][number];
type Limit = Weighing['limits'][number];

const mostEntries = 20;

/**
 * The strength of a story as a sum of weights of evidence, every part with what it rests on, and what holds the sum back.
 * Whatever is weighed once is not weighed again: of two parts that show the same, only the heavier one counts.
 */
export function weigh(evidence: Evidence, links: readonly Link[], rivals: readonly Rival[]): Weighing {
  const moved = movedParts(evidence, links);
  const parts = [
    ...saidPart(evidence),
    ...moved,
    ...standingParts(evidence, links, moved),
    ...moneyParts(evidence, links),
    ...conductParts(evidence),
    ...rivalParts(rivals),
  ].map((each) => ({ ...each, entries: distinct(each.entries).slice(0, mostEntries) }));
  const total = parts.reduce((sum, each) => sum + each.weight, 0);
  const limits = limitsOf(evidence, parts, rivals);
  const bySum: Strength = total >= thresholds.strong ? 'strong' : total >= thresholds.medium ? 'medium' : 'weak';
  const strength = limits.reduce((held, { atMost }) => (rank[atMost] < rank[held] ? atMost : held), bySum);
  return {
    version: WEIGHTS_VERSION,
    parts,
    total,
    ...thresholds,
    limits,
    strength,
    wouldRaise: wouldRaise(evidence, parts),
    wouldLower: wouldLower(rivals),
  };
}

/** What the strength rests on and what holds it back, without any figures. */
export function reasonOf({ parts, limits }: Pick<Weighing, 'parts' | 'limits'>): string {
  return punctuate([...parts, ...limits].map(({ because }) => because.replace(/。$/u, '')).join(';'));
}

const rank: Readonly<Record<Strength, number>> = { weak: 0, medium: 1, strong: 2 };

function part(name: PartName, because: string, entries: readonly EntryRef[], times = 1): Part {
  return { part: name, weight: weights[name] * times, because, entries };
}

/** Of a customer who says that it may go elsewhere nothing follows against the employee; of an offer of money it does. */
const tells: Readonly<Record<'employee' | 'other', readonly string[]>> = {
  employee: ['kickback', 'diversion', 'private-payment'],
  other: ['kickback', 'private-payment'],
};
/** A customer who speaks of money counts where it paid; anybody else outside may be one of them. */
function isOfThem(said: Said, { story, world, paid }: Evidence): boolean {
  if (said.customers.length === 0 || isWithPeopleOf(story.company, said, world.directory)) return true;
  return paid.some((each) => tookPart(each, said, world));
}

const asides: readonly string[] = ['disclosure', 'cover-up'];

function saidPart(evidence: Evidence): readonly Part[] {
  const { story } = evidence;
  const telling = story.said.filter(
    (said) =>
      said.findings.some(({ kind }) => tells[said.by].includes(kind)) &&
      (said.by === 'employee' || isOfThem(said, evidence)),
  );
  const spoken = telling.filter((said) => said.by === 'employee');
  const named = spoken.filter(({ names }) => names.type === 'company' || names.type === 'text');
  const entries = (said: readonly Said[]) => said.map((each) => each.entry);
  if (named.length > 0) return [part('said-and-named', '员工本人说出,并点明对方名称', entries(named))];
  if (spoken.length > 0) return [part('said', '员工本人说出', entries(spoken))];
  const offers = [...telling, ...sureMatches(evidence).map((match) => match.said)];
  const accepted = acceptancesOf(offers, evidence);
  if (accepted.length > 0)
    return [
      part(
        'accepted',
        '对方提出,员工随即答应',
        [...offers, ...accepted].map(({ entry }) => entry),
      ),
    ];
  if (telling.length > 0) return [part('said-by-other', '对方说出', entries(telling))];
  const aside = story.said.filter((said) => said.findings.some(({ kind }) => asides.includes(kind)));
  return aside.length === 0 ? [] : [part('disclosed', '谈到提供客户名单、价格等资料,或如何遮掩', entries(aside))];
}

function movedParts(evidence: Evidence, links: readonly Link[]): readonly Part[] {
  const { moves, story } = evidence;
  const owned = new Set(ownedThen(evidence));
  const told = moves.filter((move) => move.said.length > 0 && move.order === 'before');
  const dealt = told.filter((move) => move.deals.some((deal) => !deal.quoted));
  const whileOwned = moves.filter(
    (move) => owned.has(move.customer) && move.deals.some((deal) => isWithThem(deal, story) && !deal.quoted),
  );
  const said = links.filter((link) => link.type === 'said-deal');
  const firm = said.some((link) => link.strength !== 'weak');
  const first = firm
    ? dealt.length > 0 || told.length === 0
      ? part('deal-after-words', '谈话在先,客户随后与外部一方成交', entriesOf(said))
      : part('loss-after-words', '谈话在先,客户随后流失', entriesOf(said))
    : whileOwned.length > 0
      ? part('deal-while-owned', '客户由该员工负责期间与外部一方成交', dealEntries(whileOwned))
      : said.length > 0 || moves.length > 0
        ? part('deal-unordered', '有成交或流失,但与谈话的先后或归属不能确定', [
            ...entriesOf(said),
            ...dealEntries(moves),
          ])
        : undefined;
  if (first === undefined) return [];
  const together = new Set([...(firm ? told : []), ...whileOwned].map((move) => move.customer));
  const further = Math.min(mostFurtherCustomers, together.size - 1);
  if (further < 1) return [first];
  const same = moves.filter((move) => together.has(move.customer));
  return [first, part('further-customer', `另有${further}名客户去向相同`, dealEntries(same), further)];
}

/** Whose customer it was; where a deal counts only because of that, it is in the weight of the deal. */
function standingParts(evidence: Evidence, links: readonly Link[], moved: readonly Part[]): readonly Part[] {
  if (ownedThen(evidence).length === 0 || moved.some((each) => each.part === 'deal-while-owned')) return [];
  const owned = links.filter((link) => link.type === 'owned-then');
  return [part('owned-then', '行为时客户由该员工负责', entriesOf(owned))];
}

const entriesOf = (links: readonly Link[]): readonly EntryRef[] => links.flatMap((link) => link.entries);
const dealEntries = (moves: readonly Move[]): readonly EntryRef[] =>
  moves.flatMap((move) => [
    ...move.deals.map((deal) => deal.entry),
    ...(move.lost === undefined ? [] : [move.lost.state.entry]),
  ]);

function moneyParts(evidence: Evidence, links: readonly Link[]): readonly Part[] {
  const { paid, matches, looseMatches } = evidence;
  const placed = paid.filter((each) => each.payee.strength !== 'weak' && isPayerKnown(each, evidence));
  const sure = sureMatches(evidence);
  const money = (name: 'money-tied' | 'money-untied' | 'money-unplaced', because: string, of: readonly Paid[]): Part =>
    part(name, because, paymentEntries(of));
  const counted =
    placed.length === 0
      ? paid.length === 0
        ? []
        : [money('money-unplaced', '有款项,但付款人或收款人仅凭姓名,尚未查明', paid)]
      : isTied(evidence, links)
        ? [money('money-tied', '付款人与收款人均已查明,款项与所说、成交相符', placed)]
        : [money('money-untied', '付款人与收款人均已查明,款项与所说、成交的对应尚不明', placed)];
  const entriesIn = (of: typeof matches) => of.flatMap((match) => paymentEntries(match.paid));
  const plain = sure.filter((match) => match.adjusted === undefined);
  if (plain.length > 0) return [...counted, part('equation', '付款金额与所说比例或数额核算一致', entriesIn(plain))];
  if (sure.length > 0)
    return [...counted, part('equation-adjusted', '付款金额取整或扣税后与所说比例或数额核算一致', entriesIn(sure))];
  const byName = matches.filter(
    (match) => match.order === 'before' && match.paid.every((each) => isPayerKnown(each, evidence)),
  );
  if (byName.length > 0)
    return [...counted, part('equation-by-name', '金额能够核算,但收款账号仅户名与员工相同', entriesIn(byName))];
  const rest = [...matches, ...looseMatches];
  if (rest.length === 0) return counted;
  return [...counted, part('equation-loose', '金额能够核算,但付款人、收款人或先后尚未查明', entriesIn(rest))];
}

function conductParts(evidence: Evidence): readonly Part[] {
  const sent = exportsSent(evidence);
  const toThem = sent.filter((each) => each.toThem);
  const filed = (of: typeof sent) => of.map(({ talk }) => talk.entry);
  return [
    ...accessPart(evidence),
    ...(toThem.length > 0
      ? [part('file-to-them', '导出资料后向外部一方发送文件', filed(toThem))]
      : sent.length > 0
        ? [part('file-outside', '导出资料后向公司以外发送文件', filed(sent))]
        : []),
    ...tiePart(evidence),
    ...talkedPart(evidence),
  ];
}

function accessPart(evidence: Evidence): readonly Part[] {
  const turned = contactsTurnedToThem(evidence);
  if (turned.length > 0) return [part('access-to-them', '把客户联系方式改成外部一方的联系方式', turned.map(entryOf))];
  const telling = tellingAccesses(evidence).map(({ fact }) => fact);
  if (telling.length === 0) return [];
  const alone = telling.filter((fact) => !isSharedDevice(fact, evidence));
  return alone.length > 0
    ? [part('access-telling', '修改联系方式、导出或非工作时间访问所涉客户资料', alone.map(entryOf))]
    : [part('access-shared', '异常访问所用设备由多人使用', telling.map(entryOf))];
}

/** A tie that was declared counts where customers went, not where nothing but money did: that is what it was declared for. */
function tiePart(evidence: Evidence): readonly Part[] {
  const declarations = tiesDeclared(evidence);
  if (evidence.moves.length === 0) return [];
  const namesakes = declarations.length > 0 ? [] : tiesByName(evidence);
  if (namesakes.length > 0)
    return [part('tie-by-name', '员工申报的亲属与外部一方登记的人员同名,其客户随后去了该处', namesakes.map(entryOf))];
  if (declarations.length === 0) return [];
  return [part('tie-declared', '员工申报与外部一方有关系,其客户随后去了该处', declarations.map(entryOf))];
}

function talkedPart({ story, world, first, last, moves }: Evidence): readonly Part[] {
  const days = world.settings.accessWithinDays;
  const talks = (world.talks.get(story.employee.key) ?? []).filter(
    (talk) =>
      isWithPeopleOf(story.company, talk, world.directory) &&
      withinDays(talk, first, days) &&
      withinDays(last, talk, days),
  );
  if (talks.length === 0) return [];
  return [
    part(
      talks.length >= manyTalks && moves.length > 1 ? 'talked-often' : 'talked-with-them',
      `与外部一方人员往来${talks.length}次`,
      talks.map((talk) => talk.entry),
    ),
  ];
}

function rivalParts(rivals: readonly Rival[]): readonly Part[] {
  return rivals.flatMap(({ outcome, because, entries }) =>
    outcome === 'explains'
      ? [part('rival-explains', because, entries)]
      : outcome === 'weakens'
        ? [part('rival-weakens', because, entries)]
        : [],
  );
}

/** What the sum may not outweigh, however large it is. */
function limitsOf(evidence: Evidence, parts: readonly Part[], rivals: readonly Rival[]): readonly Limit[] {
  const has = (...names: readonly PartName[]): boolean =>
    parts.some((each) => names.some((name) => name === each.part));
  const isHeld: readonly (Limit & { readonly holds: boolean })[] = [
    { atMost: 'weak', because: '有一种其他合理解释成立', holds: has('rival-explains') },
    {
      atMost: 'weak',
      because: '没有客户成交、流失或款项',
      holds: !has(
        'deal-after-words',
        'loss-after-words',
        'deal-while-owned',
        'money-tied',
        'money-untied',
        'equation-by-name',
      ),
    },
    {
      atMost: 'weak',
      because: '只有对方所说和一句应答,未见员工自己的话、款项或异常访问',
      holds:
        has('said-by-other', 'accepted', 'disclosed') &&
        !has(
          'money-tied',
          'money-untied',
          'equation-by-name',
          'equation-loose',
          'access-telling',
          'access-to-them',
          'file-to-them',
          'tie-declared',
        ),
    },
    {
      atMost: 'medium',
      because: '未见员工本人说出或答应',
      holds: !has('said-and-named', 'said', 'accepted'),
    },
    { atMost: 'medium', because: '没有已查明的金额等式', holds: !has('equation', 'equation-adjusted') },
    { atMost: 'medium', because: '客户当时由其负责尚无记录', holds: !isOwnedInEquation(evidence) },
    { atMost: 'medium', because: '账号尚未归属到员工', holds: evidence.story.employee.ref === undefined },
    {
      atMost: 'medium',
      because: '有其他解释削弱',
      holds: rivals.some((rival) => rival.outcome === 'weakens'),
    },
  ];
  return isHeld.flatMap(({ holds, ...limit }) => (holds ? [limit] : []));
}

/** Equations between known ends, by words of people who have to do with it, surely before the payment. */
function sureMatches(evidence: Evidence): Evidence['matches'] {
  const placed = (each: Paid): boolean => each.payee.strength !== 'weak' && isPayerKnown(each, evidence);
  const { story, matches, paid, world } = evidence;
  return matches.filter(
    ({ order, said, ...match }) =>
      order === 'before' &&
      match.paid.every(placed) &&
      (said.findings.length > 0 || isTiedTalk(said, story, paid, world)),
  );
}

/** Whether one of the customers that the equation is about was the employee's; of one that names none, any of the story. */
function isOwnedInEquation(evidence: Evidence): boolean {
  const owned = new Set(ownedThen(evidence));
  const sure = sureMatches(evidence);
  if (sure.length === 0) return owned.size > 0;
  return sure.some((match) => {
    const named = customersIn(match);
    return (named.length > 0 ? named : evidence.story.customers).some((customer) => owned.has(customer));
  });
}

function customersIn({ deals, said, counted }: Evidence['matches'][number]): readonly string[] {
  const dealt = counted !== undefined && 'dealt' in counted ? counted.dealt : deals;
  return dealt.length > 0 ? dealt.map((deal) => deal.customer) : said.customers;
}

/**
 * Whether anything but the mere order of events ties the payments to the rest: an equation, the payer's name in the
 * words, a deal of the employee's customer with the payer, or several customers told and gone.
 */
function isTied(evidence: Evidence, links: readonly Link[]): boolean {
  const { story, matches, moves, paid } = evidence;
  if (matches.some((match) => match.order === 'before')) return true;
  if (links.some((link) => link.type === 'said-transfer' && link.strength !== 'weak')) return true;
  const owned = new Set(ownedThen(evidence));
  const dealt = moves.some(
    (move) =>
      move.order !== 'after' &&
      move.deals.some((deal) => isWithThem(deal, story) && !deal.quoted && owned.has(deal.customer)),
  );
  return dealt && paid.some((each) => isPlaced(each) || isPayerKnown(each, evidence));
}

function wouldRaise({ story, paid }: Evidence, parts: readonly Part[]): readonly string[] {
  const has = (...names: readonly PartName[]): boolean =>
    parts.some((each) => names.some((name) => name === each.part));
  const lacking: readonly (readonly [boolean, string])[] = [
    [!has('said-and-named', 'said', 'accepted'), '员工本人提出或答应的谈话(由对方依移交清单提供)'],
    [!has('deal-after-words'), '谈话之后客户与外部一方的合同、订单或发票(协助函)'],
    [paid.length === 0, '员工收到款项的凭证(调查令申请,或付款方自愿提供)'],
    [paid.length > 0 && !has('money-tied'), '付款人与外部一方的关系、收款账户归属(公示登记查询,账户申报)'],
    [!has('equation', 'equation-adjusted') && story.said.length > 0, '能与付款金额核算一致的比例、数额和成交金额'],
    [!has('owned-then', 'deal-while-owned'), '行为当时的客户归属记录'],
    [story.employee.ref === undefined, '账号归属到员工的记录'],
  ];
  return lacking.flatMap(([is, words]) => (is ? [words] : []));
}

/** Other explanations that stand already, and those that could not be looked for yet. */
function wouldLower(rivals: readonly Rival[]): readonly string[] {
  const open = rivals.filter((rival) => rival.outcome === 'not-searchable');
  return [
    '事先获批的转介绍、返点、上级指示或兼职',
    '借还款、本公司提成或报销',
    ...open.map((rival) => `尚未能查找:${rival.because}`),
  ];
}
