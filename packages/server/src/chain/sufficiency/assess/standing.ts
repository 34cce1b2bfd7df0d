import { receiptOf } from '../../clauses.ts';
import { countedPayments } from '../../link-money.ts';
import { day } from '../../link-rules.ts';
import { ownedThen } from '../../link-standing.ts';
import { documentsOfStep } from '../../tiers/process.ts';
import type { Found, View } from '../view.ts';
import { absent, documentsNamed, entriesOf, entriesOfFacts, linksOf, nobody, present, rivalsOf } from '../view.ts';
import { receiptFound } from './rules.ts';

const notOurs: Readonly<Record<string, string>> = {
  dispatch: '劳务派遣',
  outsourced: '外包',
  rehired: '退休返聘',
  intern: '实习',
  agent: '代理',
};
/** A title is no office: 客户经理 or 项目经理 is none, and even 总经理 needs an appointment (公司法 265). */
const office = /^(?:常务|执行)?(?:副)?总(?:经理|裁)|财务负责人|财务总监|董事|监事|首席.{1,4}官/u;
const bindingWords: Readonly<Record<string, string>> = { inferred: '推断', declared: '员工资料或申报' };

export function employeeState({ evidence: { story, world, last } }: View) {
  const { ref } = story.employee;
  return ref === undefined ? undefined : world.directory.employee(ref, last.at);
}

/** Whether a labour contract with ourselves binds the employee; who is dispatched or works by other forms has none. */
export function employment(view: View): Found {
  const unknown = nobody(view);
  if (unknown !== undefined) return unknown;
  const state = employeeState(view);
  const other = notOurs[state?.value.form ?? ''];
  const beside = state === undefined ? [] : [state.entry];
  if (other !== undefined) return absent(`用工形式为${other},不是与本单位的劳动合同关系`, { beside });
  const found = view.rules.filter((rule) => rule.type === 'labour-contract');
  const best =
    found.find((rule) => receiptOf(rule, view.evidence, view.evidence.first.at).state === 'before') ?? found[0];
  if (best !== undefined) return { ...receiptFound(best, view), beside };
  if (state === undefined) return absent('未见该员工的劳动合同和员工信息');
  return present([state.entry], '只有员工信息', { doubts: ['未见由本人签订的劳动合同'] });
}

/** Whose account spoke and was paid. An account that is merely inferred or stated in a list is weak. */
export function attribution(view: View): Found {
  const unknown = nobody(view);
  if (unknown !== undefined) return unknown;
  const { story, world } = view.evidence;
  const bound = story.said.flatMap(({ employee, at }) => world.directory.personOf(employee.handle, at)?.entry ?? []);
  const paid = countedPayments(view.evidence);
  const payees = paid.flatMap(({ payee }) => payee.entries);
  const events = [...story.said.map((said) => said.entry), ...paid.map(({ payment }) => payment.entry)];
  const entries = [...bound, ...payees];
  const { doubts, entries: shared } = rivalsOf(['shared-account'], view);
  return present(
    entries.length > 0 ? entries : [...events, ...entriesOf(linksOf('accessed', view))],
    '所用账号的归属记录',
    {
      doubts: [...bindingDoubts(view), ...payeeDoubts(view), ...doubts],
      beside: shared,
    },
  );
}

/** Doubts about whose words they are. */
export function bindingDoubts({ evidence: { story, world } }: View): readonly string[] {
  const thin = story.said.flatMap(({ employee, at }) => {
    const words = bindingWords[world.directory.personOf(employee.handle, at)?.strength ?? ''];
    return words === undefined ? [] : [`谈话账号${employee.handle.ref}的归属只凭${words}`];
  });
  return [...new Set(thin)];
}

/** Doubts about whose account was paid. */
export function payeeDoubts({ evidence }: View): readonly string[] {
  const isThin = countedPayments(evidence).some(({ payee }) => payee.strength === 'weak');
  return isThin ? ['收款账号的归属只凭推断或户名'] : [];
}

/** Whose customer it was when the act happened. */
export function customerOurs(view: View): Found {
  const { story } = view.evidence;
  const owned = ownedThen(view.evidence);
  if (story.customers.length === 0) return absent('谈话对方尚未归属到具体客户');
  if (owned.length === 0) return absent('未见所涉客户在行为时分配给该员工的记录');
  const rest = story.customers.length - owned.length;
  const doubts = rest > 0 ? [`${rest}名客户在行为时没有分配记录`] : [];
  return present(entriesOf(linksOf('owned-then', view)), `${owned.length}名客户在行为时由该员工负责`, { doubts });
}

/** What the employee was there to do: customers in charge, permissions held. */
export function duty(view: View): Found {
  const unknown = nobody(view);
  if (unknown !== undefined) return unknown;
  const links = [...linksOf('owned-then', view), ...linksOf('permitted-then', view)];
  const state = employeeState(view);
  const beside = state === undefined ? [] : [state.entry];
  if (links.length > 0) return present(entriesOf(links), '行为时的客户分配和权限记录', { beside });
  return absent('未见员工在行为时对所涉客户负有职责的记录', { beside });
}

/** 试用期: the act and the decision both lie in it. */
export function inProbation(view: View): Found {
  const unknown = nobody(view);
  if (unknown !== undefined) return unknown;
  const state = employeeState(view);
  const end = state?.value.probationEnd;
  if (state === undefined || end === undefined || end === null) return absent('未见试用期约定');
  if (view.evidence.last.at > end) return absent(`试用期至${day(end)},行为在其后`, { beside: [state.entry] });
  const late = documentsOfStep('decision', view.evidence).some((fact) => fact.record.occurredAt > end);
  const doubts = late ? ['处理决定在试用期届满之后'] : [];
  return present([state.entry], `试用期至${day(end)},行为在其中`, { doubts });
}

/** 高级管理人员: an appointment or a register; a title by itself is only a hint. */
export function officer(view: View): Found {
  const unknown = nobody(view);
  if (unknown !== undefined) return unknown;
  const papers = documentsNamed(/章程|任命|聘任|主要人员|登记信息/u, view);
  const state = employeeState(view);
  const title = state?.value.title ?? '';
  const beside = state === undefined ? [] : [state.entry];
  if (!office.test(title)) return absent('岗位名称不属于公司法265条所列的高级管理人员', { beside });
  if (papers.length > 0) return present(entriesOfFacts(papers), `岗位为${title},有任职文件`, { beside });
  return present(beside, `岗位为${title}`, { doubts: ['岗位名称不等于法定身份,须有章程、任命决议或登记'] });
}

/** 被派遣劳动者: dismissed by the agency alone. */
export function dispatched(view: View): Found {
  const unknown = nobody(view);
  if (unknown !== undefined) return unknown;
  const state = employeeState(view);
  if (state?.value.form !== 'dispatch') return absent('用工形式不是劳务派遣');
  const papers = documentsNamed(/派遣/u, view);
  const doubts = papers.length > 0 ? [] : ['未见劳务派遣协议'];
  return present([state.entry, ...entriesOfFacts(papers)], '用工形式为劳务派遣', { doubts });
}
