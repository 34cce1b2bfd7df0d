import type { Fact } from '../../../people/fact.ts';
import type { RivalKind } from '../../chain.ts';
import { exportsSent, tellingAccesses } from '../../link-conduct.ts';
import { isLawful } from '../../tiers/lawful.ts';
import { documentsOfStep } from '../../tiers/process.ts';
import type { Found, View } from '../view.ts';
import {
  absent,
  documentsNamed,
  entriesOf,
  entriesOfFacts,
  isFirm,
  linksOf,
  nobody,
  present,
  proceduralNamed,
  rivalsOf,
  testimonyIn,
} from '../view.ts';
import { bindingDoubts } from './standing.ts';

const explaining: readonly RivalKind[] = [
  'approved-referral',
  'approved-rebate',
  'approved-instruction',
  'customer-moved-itself',
  'shared-account',
  'partner',
];

/** What the employee said or had somebody do, with the very customer, company and deal (no more general charge holds). */
export function conduct(view: View): Found {
  const { story, moves } = view.evidence;
  const spoken = story.said.filter((said) => said.by === 'employee').map((said) => said.entry);
  const heard = story.said.filter((said) => said.by === 'other').map((said) => said.entry);
  const told = entriesOfFacts(testimonyIn(view));
  const dealt = moves.flatMap((move) => move.deals.map((deal) => deal.entry));
  const lost = moves.flatMap((move) => move.lost?.state.entry ?? []);
  const acts = [...tellingAccesses(view.evidence), ...exportsSent(view.evidence)].map(({ fact }) => fact);
  const around = [...heard, ...dealt, ...lost, ...entriesOfFacts(acts)];
  const direct = [...spoken, ...told];
  if (direct.length + around.length === 0) return absent('未见员工转移客户或约定好处的言行');
  const rivals = rivalsOf(explaining, view);
  const doubts = [
    ...directDoubts(spoken.length, told.length),
    ...concreteDoubts(view),
    ...bindingDoubts(view),
    ...rivals.doubts,
  ];
  const words = direct.length > 0 ? `员工本人所说${spoken.length}条、证言${told.length}份` : '客户去向、访问或对方所说';
  return present(direct.length > 0 ? direct : around, words, {
    doubts,
    backing: direct.length > 0 ? [...around, ...paymentsMatched(view)] : [],
    beside: rivals.entries,
  });
}

function directDoubts(spoken: number, told: number): readonly string[] {
  if (spoken > 0) return [];
  return told > 0 ? ['只有证言,证人须出庭作证'] : ['未见员工本人的言行'];
}

function paymentsMatched({ evidence }: View) {
  return evidence.matches.flatMap((match) => match.paid.map(({ payment }) => payment.entry));
}

/** A tribunal asks for the project, the other side and the time, and for papers that it may look at. */
function concreteDoubts({ evidence: { moves, matches, world } }: View): readonly string[] {
  const isUsable = ({ fact }: { readonly fact: Fact }): boolean => isLawful(fact, world);
  const sums = matches.filter(({ deals, paid }) => [...deals, ...paid.map(({ payment }) => payment)].every(isUsable));
  if (sums.some((match) => match.order === 'before')) return [];
  const dealt = moves.filter(
    (move) => move.said.length > 0 && move.deals.some((deal) => !deal.quoted && isUsable(deal)),
  );
  if (dealt.some((move) => move.order === 'before')) return [];
  if (dealt.length > 0) return ['言行与成交同日,先后不明'];
  const isLost = moves.some((move) => move.lost !== undefined);
  return [isLost ? '流失客户的去向没有交易凭证' : '未见随后的具体项目、相对方和成交'];
}

/** Whether the damage followed from the act. */
export function causation(view: View): Found {
  const links = linksOf('said-deal', view);
  if (links.length === 0) return absent('未见言行与客户去向之间的先后和对应关系');
  const rivals = rivalsOf(['customer-moved-itself', 'partner'], view);
  const doubts = isFirm('said-deal', view) ? [] : ['言行与客户去向的对应关系薄弱'];
  return present(entriesOf(links), '言行在先、客户随后离开', {
    doubts: [...doubts, ...rivals.doubts],
    beside: rivals.entries,
  });
}

/** Changed or deleted customer data. A change can be upkeep: only one that also came at an unusual time is not weak. */
export function tampering(view: View): Found {
  const unknown = nobody(view);
  if (unknown !== undefined) return unknown;
  const facts = tellingAccesses(view.evidence)
    .map(({ fact }) => fact)
    .filter(({ record: { body } }) => body.action === 'edit' || body.action === 'delete');
  if (facts.length === 0) return absent('未见修改或删除所涉客户资料的操作记录');
  const isTelling = linksOf('accessed', view).some((link) => link.strength === 'strong');
  const rivals = rivalsOf(['shared-account', 'approved-instruction'], view);
  const doubts = isTelling ? [] : ['修改可能是正常维护,须由客户确认原联系方式并核对有无工作安排'];
  return present(entriesOfFacts(facts), `修改或删除客户资料${facts.length}次`, {
    doubts: [...doubts, ...rivals.doubts],
    beside: rivals.entries,
  });
}

/** Work for somebody else: by the employee's own declaration, or by papers and witnesses that say so. */
export function outsideWork(view: View): Found {
  const { story, world } = view.evidence;
  const { ref } = story.employee;
  if (ref === undefined) return nobody(view) ?? absent('');
  const declared = (world.declarations.get(ref) ?? []).filter(
    ({ record: { body } }) => body.relation === 'outside-work',
  );
  const papers = documentsNamed(/兼职|任职|社保|劳动合同书/u, view);
  const told = testimonyIn(view).filter(({ record: { body } }) =>
    /兼职|上班|任职/u.test(body.text ?? body.transcript?.text ?? ''),
  );
  const entries = entriesOfFacts([...declared, ...papers, ...told]);
  if (entries.length === 0) return absent('未见员工在外任职或兼职的材料');
  const rivals = rivalsOf(['approved-outside-work'], view);
  return present(entries, '在外任职或兼职的材料', { doubts: rivals.doubts, beside: rivals.entries });
}

/** 39(4): told to stop and did not. */
export function refusedToCorrect(view: View): Found {
  const unknown = nobody(view);
  if (unknown !== undefined) return unknown;
  const notices = proceduralNamed('notice', /改正|停止兼职/u, view);
  const [first] = notices;
  if (first === undefined) return absent('未见要求员工停止兼职的通知');
  const delivered = documentsOfStep('delivery', view.evidence).filter(
    (fact) => fact.record.occurredAt >= first.record.occurredAt,
  );
  const later = outsideWork(view).entries.filter((entry) => {
    const at = view.factAt(entry)?.record.occurredAt;
    return at !== undefined && at > first.record.occurredAt;
  });
  const doubts = [
    ...(delivered.length === 0 ? ['未见通知的送达证明'] : []),
    ...(later.length === 0 ? ['未见通知之后仍在兼职的材料'] : []),
  ];
  return present(entriesOfFacts(notices), '要求停止兼职的通知', {
    doubts,
    beside: [...entriesOfFacts(delivered), ...later],
  });
}

/** Refusing to cooperate: asked in writing, reached, and the refusal on record. */
export function nonCooperation(view: View): Found {
  const refused = proceduralNamed('minutes', /(?:拒绝|拒不|未(?:按期|按时)?).{0,4}(?:配合|说明|答复|到场|提供)/u, view);
  if (refused.length === 0) return nobody(view) ?? absent('未见员工拒绝配合调查的记录');
  const asked = documentsOfStep('notice', view.evidence);
  const reached = documentsOfStep('delivery', view.evidence);
  const doubts = [
    ...(asked.length === 0 ? ['未见写明事项和期限的通知'] : []),
    ...(reached.length === 0 ? ['未见通知的送达证明'] : []),
  ];
  return present(entriesOfFacts(refused), '员工未配合调查的记录', {
    doubts,
    beside: entriesOfFacts([...asked, ...reached]),
  });
}
