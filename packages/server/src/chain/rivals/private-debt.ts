import { minorOf } from '../../kernel/money.ts';
import { shanghaiMonth } from '../../kernel/time.ts';
import { entryOf } from '../../people/fact.ts';
import { relations } from '../../people/words.ts';
import { companyOfCustomer } from '../attach-words.ts';
import { tiesDeclared } from '../declared-tie.ts';
import type { Evidence } from '../evidence.ts';
import { compareMoments, orderOf, withinDays } from '../order.ts';
import type { Payment } from '../read-payment.ts';
import type { Talk } from '../read-talk.ts';
import { isNamesake, isSameRound, isWithPeopleOf } from '../with-them.ts';
import { sum, when } from '../wording.ts';
import type { Paid } from '../world.ts';
import type { RivalSearch } from './rival.ts';
import { found } from './rival.ts';

const debt =
  /借款|还款|借条|欠条|欠款|借给|借我|借你|借了|还你|还我|还钱|还清|归还|垫付|代垫|垫款|垫了|垫的|先垫|我垫|你垫|您垫|房租|押金/u;
/** What people sell or buy of their own, get back for it, and share among friends. */
const own =
  /班费|会费|同学会|校友会|聚会|十周年|闲鱼|闲置|二手|转让|旧车|卖车|车款|过户|转转|出手|AA|份子|凑份|团费|饭钱|拼单|代购|代买|帮我带|帮忙带|免税|退款|退货|退您|退回|退还|个人(?:订|买|购)/iu;
/** Things change hands within days of the payment; a debt can be old. */
const daysOfSale = 10;

function speaksOfPrivate(talk: Talk, paid: readonly Paid[]): boolean {
  if (debt.test(talk.text)) return true;
  return (
    own.test(talk.text) &&
    paid.some(({ payment }) => withinDays(talk, payment, daysOfSale) && withinDays(payment, talk, daysOfSale))
  );
}

/**
 * The money was lent and given back, paid for something of the employee's own, or comes from a household or holding the employee declared.
 *
 * A loan on record that goes the other way explains. The word alone, in a memo or a talk with the payer, explains
 * only while no customer went anywhere and no share or number of records makes the sum: a kickback is easily called a loan,
 * but rarely is a loan ten percent of a deal. A memo alone explains nothing that a company or a customer paid.
 */
export const searchPrivateDebt: RivalSearch = (evidence) => {
  const kind = 'private-debt';
  const { paid, matches, moves } = evidence;
  if (paid.length === 0)
    return spokenOfDebt(evidence) ?? declared(evidence) ?? found(kind, 'not-searchable', '没有收款记录,无从比对借还。');
  const wages = wagesOfKin(evidence);
  if (wages !== undefined) return wages;
  const lent = loansTo(evidence);
  if (lent.length > 0) {
    const [first] = lent;
    const words = first === undefined ? '' : `${when(first)}该员工曾付给同一付款人${sum(first.amount)}`;
    return found(
      kind,
      'explains',
      `${words},在收款之前。`,
      lent.map((payment) => payment.entry),
    );
  }
  const memos = paid.filter(({ payment }) => debt.test(payment.memo) || own.test(payment.memo));
  const talks = debtTalks(evidence);
  const entries = [...memos.map(({ payment }) => payment.entry), ...talks.map((talk) => talk.entry)];
  if (entries.length === 0) {
    return (
      declared(evidence) ??
      found(kind, 'none-found', '查找付款附言、与付款人的谈话和员工的付款,未见借还或个人物品买卖。')
    );
  }
  const isBetweenPeople = paid.every(
    ({ payment: { payer } }) => payer.type === 'stranger' || payer.type === 'colleague',
  );
  const isUnlinked = matches.length === 0 && moves.length === 0;
  const all = talks.length > 0 || (memos.length === paid.length && (isBetweenPeople || isUnlinked));
  const isComputed = matches.some((match) => match.percentBps !== undefined || match.counted !== undefined);
  const because = `付款附言${memos.length}笔、与付款人的谈话${talks.length}条提到借款、还款或个人物品买卖`;
  if (!isComputed && all && moves.every((move) => move.order === 'after' || move.said.length === 0)) {
    return found(kind, 'explains', `${because},且金额不能由所说比例或数额核算。`, entries);
  }
  return found(kind, 'weakens', `${because},但所说、成交与金额之间另有对应。`, entries);
};

/** Every sum was spoken of with somebody with whom the talk, within a day, is of a loan. */
function spokenOfDebt({ story, world }: Evidence): ReturnType<RivalSearch> | undefined {
  const talks = (world.talks.get(story.employee.key) ?? []).filter((talk) => debt.test(talk.text));
  const beside = story.said.map((said) =>
    talks.filter(
      (talk) => withinDays(talk, said, 1) && withinDays(said, talk, 1) && isSameRound(said, talk, world.directory),
    ),
  );
  if (beside.length === 0 || beside.some((near) => near.length === 0)) return undefined;
  const entries = [...new Set(beside.flat())].map((talk) => talk.entry);
  return found('private-debt', 'explains', '所说的每一条,前后一天内与同一人的谈话都在说借款、还款或押金。', entries);
}

const wage = /工资|薪|奖金|绩效|劳务费|补贴|社保|公积金/u;

/**
 * What the beneficiary pays month after month as wages into the account of a relative whom the employee declared is the
 * relative's own, where neither words nor a sum say otherwise.
 */
function wagesOfKin(evidence: Evidence): ReturnType<RivalSearch> | undefined {
  const { story, paid, matches } = evidence;
  const [declaration] = tiesDeclared(evidence);
  const months = new Set(paid.map(({ payment }) => shanghaiMonth(payment.at)));
  const areWages = paid.every(
    ({ payment, payee }) => wage.test(payment.memo) && payee.declared && payment.payer.type === 'company',
  );
  if (declaration === undefined || !areWages || months.size < 2) return undefined;
  if (story.said.length > 0 || matches.length > 0) return undefined;
  const because = `${paid.length}笔款项均附言工资,分${months.size}个月付至该员工已申报的${relations[declaration.record.body.relation]}的账户,没有谈话或金额与客户去向相应。`;
  const entries = [...paid.map(({ payment }) => payment.entry), entryOf(declaration)];
  return found('private-debt', 'explains', because, entries);
}

/** Payments of at least the sum received that went from the employee to the same payer beforehand. */
function loansTo(evidence: Evidence): readonly Payment[] {
  const { story, world, paid } = evidence;
  const given = world.paidBy.get(story.employee.key) ?? [];
  return paid
    .flatMap(({ payment }) => {
      const payer = world.directory.handleKey(payment.from);
      return given.filter(
        (each) =>
          (world.directory.handleKey(each.to) === payer || isToPayer(each, payment, evidence)) &&
          each.amount.currency === payment.amount.currency &&
          minorOf(each.amount) >= minorOf(payment.amount) &&
          orderOf(each, payment) === 'before',
      );
    })
    .toSorted(compareMoments);
}

/** A company pays from other accounts than it is paid to. */
function isToPayer({ to }: Payment, { payer }: Payment, { world }: Evidence): boolean {
  if (payer.type !== 'company') return false;
  const called = to.system === 'company' ? to : to.name;
  return called !== undefined && world.directory.companyOf(called)?.company === payer.company;
}

function debtTalks(evidence: Evidence): readonly Talk[] {
  const { story, world, paid } = evidence;
  const payers = new Set(paid.map(({ payment }) => world.directory.handleKey(payment.from)));
  const customers = new Set(
    paid.flatMap(({ payment }) => (payment.payer.type === 'customer' ? [payment.payer.ref] : [])),
  );
  const last = paid.at(-1)?.payment;
  return (world.talks.get(story.employee.key) ?? []).filter((talk) => {
    if (last === undefined || orderOf(talk, last) === 'after' || !speaksOfPrivate(talk, paid)) return false;
    return (
      talk.others.some((party) => payers.has(world.directory.handleKey(party))) ||
      paid.some((each) => isNamesake(each, talk)) ||
      talk.customers.some((customer) => customers.has(customer) || isPayersCustomer(customer, talk, evidence)) ||
      isWithPeopleOf(story.company, talk, world.directory)
    );
  });
}

/** Whether the company that paid is the customer's. */
function isPayersCustomer(customer: string, at: Talk, { paid, world }: Evidence): boolean {
  const company = companyOfCustomer(customer, at, world.directory);
  return paid.some(({ payment: { payer } }) => payer.type === 'company' && payer.company === company);
}

/** A declared tie to the beneficiary accounts for money from it, not for customers sent to it. */
function declared(evidence: Evidence): ReturnType<RivalSearch> | undefined {
  const { story, last, moves } = evidence;
  const declarations = tiesDeclared(evidence).filter(({ record }) => record.body.at <= last.at);
  const [first] = declarations;
  if (first === undefined) return undefined;
  const { relation, at } = first.record.body;
  const because = `该员工${when({ at, precision: 'second' })}已申报与该公司的关系(${relations[relation]})`;
  const onlyMoney = story.said.length === 0 && moves.length === 0;
  const words = onlyMoney ? `${because},仅有款项往来。` : `${because};申报不等于批准把客户介绍过去。`;
  return found('private-debt', onlyMoney ? 'explains' : 'weakens', words, declarations.map(entryOf));
}
