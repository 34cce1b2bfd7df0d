import type { RivalKind } from '../../chain.ts';
import { receiptOf } from '../../clauses.ts';
import { ruleWords } from '../../link-rules.ts';
import { ownedThen } from '../../link-standing.ts';
import { list } from '../../wording.ts';
import type { Found, View } from '../view.ts';
import { absent, documentsNamed, entriesOf, entriesOfFacts, linksOf, nobody, present, rivalsOf } from '../view.ts';
import { bindingDoubts, employeeState } from './standing.ts';

/** Whether the customer was the company's before it was the employee's (商业秘密司法解释 2, 个人信赖例外). */
export function noPersonalTrust(view: View): Found {
  const { story, world, first } = view.evidence;
  const { ref } = story.employee;
  const owned = ref === undefined ? [] : ownedThen(view.evidence);
  if (ref === undefined || owned.length === 0) return absent('未见客户由公司分配给该员工的记录');
  const later = owned.filter((customer) => {
    const since = world.directory.owned(ref, customer, first.at)?.since;
    const dealt = world.directory.customer(customer, first.at)?.value.firstDealAt;
    return since === undefined || typeof dealt !== 'number' || dealt > since;
  });
  const kinds: readonly RivalKind[] = ['customer-moved-itself'];
  const moved = rivalsOf(kinds, view);
  const states = owned.flatMap((customer) => world.directory.customer(customer, first.at)?.entry ?? []);
  return present([...entriesOf(linksOf('owned-then', view)), ...states], '客户由公司分配给该员工', {
    doubts: [...(later.length > 0 ? [`${later.length}名客户未见在分配之前已与公司交易`] : []), ...moved.doubts],
    beside: moved.entries,
  });
}

/** 竞争关系, as far as we registered it. Our own word for it is no more than that. */
export function competitor(view: View): Found {
  const { story, world, last } = view.evidence;
  const { company } = story;
  if (company === undefined) return absent('外部公司尚未查明');
  if (world.directory.relation(company, last.at) !== 'competitor') return absent('未登记该公司与本公司有竞争关系');
  const entry = company.entry === undefined ? [] : [company.entry];
  const isPublic = entry.some((each) => view.factAt(each)?.record.basis === 'public-record');
  const papers = documentsNamed(/经营范围|登记信息|公示/u, view);
  const doubts = isPublic || papers.length > 0 ? [] : ['竞争关系只是本单位登记,须以公示的经营范围印证'];
  return present([...entry, ...entriesOfFacts(papers)], `${company.name}登记为竞争关系`, { doubts });
}

/** 竞业限制 binds only who knew secrets (劳动争议解释（二）13). */
export function knewSecrets(view: View): Found {
  const unknown = nobody(view);
  if (unknown !== undefined) return unknown;
  const reach = [...linksOf('accessed', view), ...linksOf('permitted-then', view)];
  if (reach.length === 0) return absent('未见员工接触或有权接触客户资料的记录');
  const seen = linksOf('accessed', view).length > 0;
  const doubts = seen ? [] : ['只有权限,未见实际接触'];
  return present(entriesOf(reach), '员工接触客户资料的权限和操作记录', { doubts });
}

/** 竞业限制 while employed asks for no compensation; after leaving it does. */
export function compensated(view: View): Found {
  const unknown = nobody(view);
  if (unknown !== undefined) return unknown;
  const state = employeeState(view);
  if (state === undefined) return absent('未见员工信息');
  if (state.value.status !== 'left') return present([state.entry], '行为发生在职期间,不以经济补偿为前提');
  const papers = documentsNamed(/补偿/u, view);
  if (papers.length === 0) return absent('未见离职后支付竞业限制经济补偿的凭证', { beside: [state.entry] });
  return present(entriesOfFacts(papers), '竞业限制经济补偿凭证');
}

/** 保密措施: at least two of those the interpretation names (商业秘密司法解释 6). */
export function secrecyMeasures(view: View): Found {
  const { evidence, rules } = view;
  const known = (types: readonly string[]) =>
    rules.filter(
      (rule) => types.includes(rule.type) && receiptOf(rule, evidence, evidence.first.at).state === 'before',
    );
  const nda = known(['nda']);
  const training = known(['training']);
  const policy = known(['handbook', 'customer-policy']).filter((rule) =>
    rule.clauses.some((clause) => (clause.forbids ?? []).includes('disclosure')),
  );
  const limited = linksOf('permitted-then', view).filter((link) => link.grounds.includes('指定客户'));
  const measures = [
    { name: '保密协议', entries: nda.map((rule) => rule.entry) },
    { name: '保密培训', entries: training.map((rule) => rule.entry) },
    { name: '保密制度', entries: policy.map((rule) => rule.entry) },
    { name: '按客户限制权限', entries: entriesOf(limited) },
  ].filter(({ entries }) => entries.length > 0);
  if (measures.length === 0) return absent('未见行为之前采取的保密措施');
  const named = [...nda, ...training, ...policy].map(ruleWords);
  const doubts = measures.length < 2 ? ['只有一项保密措施'] : [];
  const words = `保密措施:${list(measures.map(({ name }) => name))}${named.length > 0 ? `(${list(named)})` : ''}`;
  return present(
    measures.flatMap(({ entries }) => entries),
    words,
    { doubts },
  );
}

/** Whether the employee reached the information: by permission or in fact. */
export function access(view: View): Found {
  const links = [...linksOf('accessed', view), ...linksOf('permitted-then', view)];
  if (links.length === 0) return nobody(view) ?? absent('未见员工有权接触或实际接触客户资料的记录');
  const { doubts, entries } = rivalsOf(['shared-account'], view);
  return present(entriesOf(links), '客户资料的权限或操作记录', { doubts, beside: entries });
}

/** Information sent to somebody outside. That a file was sent does not say what was in it. */
export function disclosed(view: View): Found {
  const links = linksOf('exported-sent', view);
  const compared = documentsNamed(/比对|鉴定/u, view);
  if (links.length === 0 && compared.length === 0) return absent('未见将公司资料发给外部的记录');
  const doubts = [
    ...(compared.length === 0 ? ['发出文件的内容未与公司资料比对'] : []),
    ...(links.length === 0 ? ['未见发出的记录'] : []),
    ...bindingDoubts(view),
  ];
  return present([...entriesOf(links), ...entriesOfFacts(compared)], '导出并向外发送文件的记录', { doubts });
}

/** What the other side uses is in substance what the company keeps secret. */
export function sameSubstance(view: View): Found {
  const compared = documentsNamed(/比对|鉴定/u, view);
  const dealt = view.evidence.moves.flatMap((move) => move.deals.map((deal) => deal.entry));
  const sent = entriesOf(linksOf('exported-sent', view));
  if (compared.length + dealt.length + sent.length === 0) return absent('未见对方使用公司客户信息的材料');
  const doubts = compared.length > 0 ? [] : ['尚未与公司信息逐项比对'];
  return present(
    compared.length > 0 ? entriesOfFacts(compared) : [...sent, ...dealt],
    '对方与所涉客户成交或收到文件的材料',
    {
      doubts,
      backing: [...sent, ...dealt],
    },
  );
}

/** What sets the customer information apart from what anyone can look up (商业秘密司法解释 1, 2). */
export function secretDepth(view: View): Found {
  const { story, world } = view.evidence;
  const papers = documentsNamed(/^(?!.*(?:比对|鉴定)).*(?:客户信息|报价|交易习惯|密级|秘密)/u, view);
  const own = story.customers
    .flatMap((customer) => world.deals.get(customer) ?? [])
    .filter((deal) => deal.seller === undefined || world.directory.relation(deal.seller, deal.at) === 'own');
  if (papers.length + own.length === 0) return absent('未见客户名称、电话以外的信息内容');
  const doubts = papers.length > 0 ? [] : ['长期稳定交易本身不足以认定为商业秘密(商业秘密司法解释2)'];
  return present([...entriesOfFacts(papers), ...own.map((deal) => deal.entry)], '客户信息内容和与本公司的交易', {
    doubts,
  });
}
