import { percentBps } from '../../kernel/kinds/fields.ts';
import { minorOf } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { entryOf } from '../../people/fact.ts';
import { concerns } from '../attach-words.ts';
import type { RivalKind } from '../chain.ts';
import type { Evidence } from '../evidence.ts';
import { isWithThem, receivedOf } from '../evidence.ts';
import type { Moment } from '../order.ts';
import { compareMoments } from '../order.ts';
import { isWithPeopleOf } from '../with-them.ts';
import { cite, percent, when } from '../wording.ts';
import type { Factual } from '../world.ts';
import { permittedBy } from './permitted.ts';
import type { RivalSearch } from './rival.ts';
import { found } from './rival.ts';

type Approval = Factual<'approval'>;
type Body = Approval['record']['body'];
type Fit = { readonly approval: Approval; readonly customers: readonly string[]; readonly short: readonly string[] };

const searched = {
  'approved-referral': { types: ['referral'], permits: 'referral-fee', name: '转介绍' },
  'approved-rebate': { types: ['rebate', 'discount'], permits: 'rebate', name: '返点或折扣' },
  'approved-instruction': { types: ['instruction', 'access'], permits: undefined, name: '上级指示或资料访问' },
  'approved-gift': { types: ['gift'], permits: 'gift', name: '礼品' },
  'approved-outside-work': { types: ['outside-work'], permits: 'outside-work', name: '兼职' },
} as const satisfies Partial<Record<RivalKind, unknown>>;
type Kind = keyof typeof searched;

/**
 * Looks for approvals of this type that were effective when the acts happened.
 *
 * They explain the chain only if together they reach every customer, the company, the share and the sum, and were given
 * beforehand. What they cover in part, or was approved afterwards, weakens. A rebate approved for a customer explains
 * what was said, never money that an outside company paid to the employee.
 */
export function searchApproved(kind: Kind): RivalSearch {
  const { types, permits, name } = searched[kind];
  const wanted: readonly Body['type'][] = types;
  return (evidence) => {
    const { ref } = evidence.story.employee;
    if (ref === undefined) return found(kind, 'not-searchable', `账号尚未归属到员工,无法查找其${name}审批。`);
    const all = (evidence.world.approvals.get(ref) ?? []).filter((fact) => wanted.includes(fact.record.body.type));
    const fits = all.flatMap((approval) => fitOf(approval, all, kind, evidence) ?? []);
    if (fits.length > 0) return judge(kind, fits, evidence);
    const seen =
      all.length === 0
        ? `查找该员工的${name}审批,没有。`
        : `查找该员工的${name}审批${all.length}条,没有一条在行为时有效且与客户、公司或比例相符。`;
    const entries = all.map(entryOf);
    const permitted = permits === undefined ? undefined : permittedBy(permits, evidence);
    if (permitted === undefined) return found(kind, 'none-found', seen, entries);
    const outcome = permitted.alone ? (permitted.forThem ? 'explains' : 'weakens') : 'none-found';
    return found(kind, outcome, `${seen}${permitted.why}`, [...entries, permitted.entry]);
  };
}

function judge(kind: Kind, fits: readonly Fit[], { story }: Evidence): ReturnType<RivalSearch> {
  const entries = fits.map((fit) => entryOf(fit.approval));
  const whole = fits.filter((fit) => fit.short.length === 0);
  const covered = new Set(whole.flatMap((fit) => fit.customers));
  const words = (fit: Fit): string =>
    `${when({ at: fit.approval.record.occurredAt, precision: fit.approval.record.precision })}批准${cite(entryOf(fit.approval))}`;
  if (whole.length > 0 && story.customers.every((customer) => covered.has(customer))) {
    return found(kind, 'explains', `${whole.map(words).join(';')},行为时有效,与客户、公司和比例相符。`, entries);
  }
  const short = fits.flatMap((fit) => fit.short);
  const missing = story.customers.filter((customer) => !covered.has(customer)).length;
  const left = short.length > 0 ? [...new Set(short)] : [`未涉及${story.customers.length}名客户中的${missing}名`];
  return found(kind, 'weakens', `${fits.map(words).join(';')},但${left.join('、')}。`, entries);
}

const daysToRegister = 7;

/** The first that was done about the beneficiary: talk with others that only may belong to the story is not held against the approval. */
function firstAct({ story, world, paid, first }: Evidence): Moment {
  const moved = story.deals.filter((deal) => isWithThem(deal, story));
  const said = story.said.filter(
    (each) =>
      each.names.type !== 'unnamed' ||
      isWithPeopleOf(story.company, each, world.directory) ||
      moved.some((deal) => concerns(each, deal.customer, world)),
  );
  const acts: readonly Moment[] = [...said, ...moved, ...paid.map(({ payment }) => payment)];
  return acts.toSorted(compareMoments)[0] ?? first;
}

function fitOf(approval: Approval, all: readonly Approval[], kind: Kind, evidence: Evidence): Fit | undefined {
  const { body, occurredAt } = approval.record;
  const { story, world, last } = evidence;
  const first = firstAct(evidence);
  if (body.state !== 'approved') return undefined;
  const scope = readScope(approval, kind, story.company?.key, story.customers, world);
  if (scope === undefined) return undefined;
  const from = body.since ?? occurredAt;
  const ends = endOf(approval, all, body.until);
  if (from > last.at || (ends !== undefined && ends <= first.at)) return undefined;
  const limits = limitsExceeded(body, evidence);
  // An approval of something else entirely: it names nothing of this story and its limits do not fit either.
  const stated = body.percent !== undefined || body.amount !== undefined;
  if (!scope.named && (!stated ? kind !== 'approved-outside-work' && kind !== 'approved-referral' : limits.length > 0))
    return undefined;
  const short = [...limits];
  if (!scope.named && (!stated || kind === 'approved-instruction')) short.push('没有写明客户、公司、比例或金额');
  // What is received as a present is registered afterwards, within days.
  const inTime = kind === 'approved-gift' ? occurredAt - daysToRegister * 86_400_000 : occurredAt;
  if (inTime > first.at) short.push('审批晚于行为');
  else if (kind !== 'approved-gift' && from > first.at) short.push('生效晚于部分行为');
  if (ends !== undefined && ends <= last.at) short.push('在部分行为之前已失效');
  if (kind === 'approved-rebate' && evidence.paid.length > 0 && !scope.ofThem) {
    short.push('批准的是给客户的返点或折扣,不涉及外部公司付给员工的款项');
  }
  return { approval, customers: scope.customer === undefined ? story.customers : [scope.customer], short };
}

/** The sum that is approved may be taken more than once. */
const eachTime = /每(?:次|月|周|场|期|天|日|节|课时|单|季度?)/u;

/** Which of its own limits the approval does not reach. */
function limitsExceeded(body: Body, evidence: Evidence): readonly string[] {
  const over: string[] = [];
  const said = Math.max(0, ...evidence.story.said.flatMap((each) => each.percents));
  if (body.percent !== undefined && said > percentBps(body.percent))
    over.push(`批准${body.percent}%,所说为${percent(said)}`);
  const received = evidence.paid.length === 0 ? undefined : receivedOf(evidence);
  const { amount } = body;
  const isEachTime = eachTime.test(body.text ?? '');
  if (amount !== undefined && received !== undefined && minorOf(received) > minorOf(amount)) {
    const fit = isEachTime && evidence.paid.every(({ payment }) => minorOf(payment.amount) <= minorOf(amount));
    if (!fit) over.push('所收金额超过批准金额');
  }
  return over;
}

type Scope = {
  /** Whether the approval names the beneficiary or a customer of the story, in its fields or its text. */
  readonly named: boolean;
  readonly ofThem: boolean;
  readonly customer: string | undefined;
};

/** Undefined if the approval names another customer or another company. */
function readScope(
  { record: { body, occurredAt } }: Approval,
  kind: Kind,
  theirs: string | undefined,
  customers: readonly string[],
  { directory }: Evidence['world'],
): Scope | undefined {
  const customer = body.customer === undefined ? undefined : directory.customerOf(body.customer, occurredAt);
  if (body.customer !== undefined && (customer === undefined || !customers.includes(customer))) return undefined;
  const mentioned = body.text === undefined ? [] : directory.companies.findIn(body.text);
  const inText = mentioned.some(({ company }) => company.key === theirs);
  if (body.company === undefined) return { named: customer !== undefined || inText, ofThem: inText, customer };
  const company = directory.companyOf(body.company)?.company;
  if (company !== undefined && company.key === theirs) return { named: true, ofThem: true, customer };
  const relation = company === undefined ? 'unknown' : directory.relation(company, occurredAt);
  const buyer = directory.customerOf(body.company, occurredAt);
  const isBuyer = buyer !== undefined && customers.includes(buyer);
  // A rebate is our own company's, and is often approved for the customer's company.
  const isOurs = kind === 'approved-rebate' && (relation === 'own' || relation === 'affiliate');
  if (!isBuyer && !isOurs) return undefined;
  return {
    named: customer !== undefined || isBuyer,
    ofThem: false,
    customer: customer ?? (isBuyer ? buyer : undefined),
  };
}

/** An approval ends at its own end, or when a later one on the same matter withdraws or refuses it. */
function endOf(approval: Approval, all: readonly Approval[], until: Instant | undefined): Instant | undefined {
  const { source, externalId, occurredAt, body } = approval.record;
  const ended = all.filter(({ record: other }) => {
    if (other.body.state === 'approved' || other.occurredAt < occurredAt || other === approval.record) return false;
    if (other.source === source && other.externalId === externalId) return true;
    const sameCustomer = other.body.customer?.ref === body.customer?.ref;
    return sameCustomer && other.body.company?.ref === body.company?.ref && other.body.type === body.type;
  });
  const ends = [...ended.map((other) => other.record.occurredAt), until].filter((each) => each !== undefined);
  return ends.toSorted((a, b) => a - b)[0];
}
