import type { EntryRef } from '../../../people/fact.ts';
import type { RivalKind } from '../../chain.ts';
import { isPayerKnown } from '../../evidence.ts';
import { countedPayments } from '../../link-money.ts';
import { day } from '../../link-rules.ts';
import type { Factual } from '../../world.ts';
import type { Found, View } from '../view.ts';
import { absent, documentsNamed, entriesOfFacts, isFirm, nobody, present, rivalsOf } from '../view.ts';
import { payeeDoubts } from './standing.ts';

const explaining: readonly RivalKind[] = [
  'approved-referral',
  'approved-gift',
  'approved-outside-work',
  'own-commission',
  'private-debt',
  'equal-sum-by-chance',
  'shared-account',
];

function paymentEntries(view: View): readonly EntryRef[] {
  return countedPayments(view.evidence).flatMap(({ payment }) => [payment.entry, ...payment.sameEntries]);
}

function payerDoubts({ evidence }: View): readonly string[] {
  const known = countedPayments(evidence).every((paid) => evidence.paid.includes(paid) && isPayerKnown(paid, evidence));
  return known ? [] : ['付款方与外部公司的关系尚未查实'];
}

/** What the employee got, tied to what was agreed. */
export function gain(view: View): Found {
  const entries = paymentEntries(view);
  if (entries.length === 0) return absent('未见员工从外部取得款项或其他利益的凭证');
  const { matches } = view.evidence;
  const isTied = matches.some((match) => match.order === 'before') || isFirm('said-transfer', view);
  const rivals = rivalsOf(explaining, view);
  return present(entries, '外部付给员工的款项', {
    backing: matches.flatMap(({ said, deals }) => [said.entry, ...deals.map((deal) => deal.entry)]),
    beside: rivals.entries,
    doubts: [
      ...payeeDoubts(view),
      ...payerDoubts(view),
      ...(isTied ? [] : ['付款与所涉言行的联系尚未查明']),
      ...rivals.doubts,
    ],
  });
}

/**
 * Money dealings with a customer or supplier, whatever they were for: that it was a loan, even one repaid, does not
 * answer a clause that forbids the dealing itself. An approved gift or outside work does.
 */
export function privateDealings(view: View): Found {
  const entries = paymentEntries(view);
  if (entries.length === 0) return absent('未见员工与客户、供应商或外部公司的资金往来');
  const rivals = rivalsOf(['approved-gift', 'approved-outside-work', 'approved-referral', 'shared-account'], view);
  return present(entries, '员工与外部的资金往来', {
    doubts: [...payeeDoubts(view), ...payerDoubts(view), ...rivals.doubts],
    beside: rivals.entries,
    backing: view.evidence.matches.map(({ said }) => said.entry),
  });
}

/** An interest in the beneficiary that the employee had not declared before the act. */
export function undeclared(view: View): Found {
  const unknown = nobody(view);
  if (unknown !== undefined) return unknown;
  const declared = declarationsOf(view);
  if (declared.length > 0)
    return absent('员工在行为之前已经申报与该公司的利益关系', { beside: entriesOfFacts(declared) });
  const held = interestIn(view);
  const entries = [...paymentEntries(view), ...held];
  if (entries.length === 0) return absent('未见员工与外部公司有利益关系的材料');
  const rivals = rivalsOf(['approved-gift', 'approved-outside-work', 'approved-referral'], view);
  return present(entries, `与外部公司的利益关系,查找申报记录至${day(view.evidence.first.at)},没有`, {
    doubts: [
      ...registerDoubts(view),
      ...payeeDoubts(view),
      ...(held.length > 0 ? [] : payerDoubts(view)),
      ...rivals.doubts,
    ],
    beside: rivals.entries,
    backing: view.evidence.matches.map(({ said }) => said.entry),
  });
}

/** Where nobody's declarations are on record, that this employee's is not says nothing. */
function registerDoubts(view: View): readonly string[] {
  const isKept = view.evidence.world.declarations.size > 0 || documentsNamed(/申报/u, view).length > 0;
  return isKept ? [] : ['没有任何申报登记,不能说明员工没有申报'];
}

function declarationsOf({ evidence: { story, world, first } }: View): readonly Factual<'declaration'>[] {
  const { company } = story;
  return (world.declarations.get(story.employee.ref ?? '') ?? []).filter(({ record: { body } }) => {
    const theirs = body.company === undefined ? undefined : world.directory.companyOf(body.company.ref)?.company;
    return body.at <= first.at && company !== undefined && theirs?.key === company.key;
  });
}

/** The registered people of the beneficiary among whom the employee stands with an account, never by the name alone. */
function interestIn({ evidence: { story, world } }: View): readonly EntryRef[] {
  const { ref } = story.employee;
  if (ref === undefined) return [];
  const own = [{ system: 'hr' as const, ref }, ...world.directory.handlesOf({ system: 'hr', ref })];
  return own
    .flatMap((party) => world.directory.companies.peopleBy(party))
    .filter(({ company, person }) => person.by === 'handle' && company.key === story.company?.key)
    .map(({ person }) => person.entry);
}

/** What the company lost, computed. What others sold for is no loss by itself. */
export function loss(view: View): Found {
  const sheets = documentsNamed(/损失|审计|评估/u, view);
  const { moves } = view.evidence;
  const dealt = moves.flatMap((move) => move.deals.map((deal) => deal.entry));
  const lost = moves.flatMap((move) => move.lost?.state.entry ?? []);
  const around = [...dealt, ...lost];
  if (sheets.length > 0) return present(entriesOfFacts(sheets), '损失计算材料', { backing: around });
  if (around.length === 0) return absent('未见损失的材料');
  return present(around, '客户去向的材料', { doubts: ['尚未计算损失数额;外部成交金额不等于公司损失'] });
}

/** 39(3) asks for 重大: without a standard of its own the company leaves the size to the tribunal. */
export function majorLoss(view: View): Found {
  const found = loss(view);
  const standards = view.rules.filter((rule) => rule.clauses.some((clause) => /重大(?:损害|损失)/u.test(clause.text)));
  if (!found.present || standards.length > 0) return { ...found, beside: standards.map((rule) => rule.entry) };
  return {
    ...found,
    doubts: [...found.doubts, '未见约定重大损害的标准,由仲裁委裁量'],
    next: ['damage-standard'],
  };
}

/** 公司法 182-184: a dealing that the board or the members allowed is none. Nothing in a system proves that they did not. */
export function notApproved(view: View): Found {
  const kinds: readonly RivalKind[] = [
    'approved-referral',
    'approved-rebate',
    'approved-instruction',
    'approved-outside-work',
  ];
  const rivals = rivalsOf(kinds, view);
  const papers = documentsNamed(/(?:未|没有).{0,8}(?:同意|批准|决议|报告)/u, view);
  if (papers.length > 0)
    return present(entriesOfFacts(papers), '董事会或股东会的材料', { doubts: rivals.doubts, beside: rivals.entries });
  return present([], '查找系统内的审批', {
    doubts: ['系统内没有审批不等于未经决议,须由董事会或股东会书面说明', ...rivals.doubts],
    beside: rivals.entries,
  });
}
