import { formatMoney } from '../kernel/money.ts';
import type { Party } from '../kernel/party.ts';
import type { NativeRecord } from '../kernel/record.ts';
import type { Directory } from '../people/directory.ts';
import { ACTION, SYSTEM } from './words.ts';

type Named = (party: Party) => string;
/** Who is called what at an instant. */
export type Names = Pick<Directory, 'personOf' | 'employeeName' | 'customerName'>;

const AGREEMENTS: Readonly<Record<string, string>> = {
  'labour-contract': '劳动合同',
  handbook: '员工手册',
  'customer-policy': '客户管理制度',
  nda: '保密协议',
  'e-evidence': '电子证据约定',
  'service-address': '送达地址确认',
  'monitoring-notice': '留存告知',
  training: '培训',
};
/** What a record says in one line for the timeline: its own figures and names, no reading of them. */
export function describeRecord(record: NativeRecord, directory: Names): string {
  const at = record.occurredAt;
  const name: Named = (party) => {
    const person = directory.personOf(party, at)?.person ?? party;
    const known =
      person.system === 'hr'
        ? directory.employeeName(person.ref, at)
        : person.system === 'crm'
          ? directory.customerName(person.ref, at)
          : undefined;
    return known ?? party.name ?? party.ref;
  };
  return ofMoney(record, name) ?? ofConduct(record, name) ?? ofRules(record, name) ?? '';
}

function ofMoney(record: NativeRecord, name: Named): string | undefined {
  if (record.kind === 'deal') {
    const { customer, seller, type, number, amount, state } = record.body;
    const form = { contract: '合同', invoice: '发票', order: '订单' }[type];
    return `${name(customer)}与${name(seller)}:${form} ${number},${formatMoney(amount)}${state === 'lost' ? ',未成交' : ''}`;
  }
  if (record.kind === 'transfer') {
    const { from, to, amount, memo } = record.body;
    return `${name(from)}付给${name(to)} ${formatMoney(amount)}${memo === undefined ? '' : `,附言“${memo}”`}`;
  }
  if (record.kind === 'claim')
    return `${name(record.body.employee)}:${record.body.purpose} ${formatMoney(record.body.amount)}`;
  return undefined;
}

function ofConduct(record: NativeRecord, name: Named): string | undefined {
  if (record.kind === 'access') {
    const { employee, action, resource, customer, count, changes = [] } = record.body;
    const what = customer === undefined ? resource : `${name(customer)}(${resource})`;
    const fields = changes.map(({ field, from, to }) => `${field}:${from ?? '空'} → ${to ?? '空'}`);
    return [
      `${name(employee)}${ACTION[action] ?? action}${what}`,
      ...(count === undefined ? [] : [`${count}条`]),
      ...fields,
    ].join(',');
  }
  if (record.kind === 'ownership') {
    const { customer, employee, action } = record.body;
    return `${name(customer)}${action === 'assigned' ? '分配给' : '不再由'}${name(employee)}${action === 'assigned' ? '' : '负责'}`;
  }
  if (record.kind === 'permission') {
    const { employee, resource, actions, action } = record.body;
    return `${action === 'granted' ? '授予' : '收回'}${name(employee)}${resource}:${actions.map((each) => ACTION[each] ?? each).join('、')}`;
  }
  if (record.kind === 'customer')
    return `${record.body.name ?? name(record.body.customer)}${record.body.status === 'lost' ? ',标记为流失' : ''}`;
  if (record.kind === 'call') return `${name(record.body.from)} → ${name(record.body.to)},${record.body.seconds}秒`;
  return undefined;
}

function ofRules(record: NativeRecord, name: Named): string | undefined {
  if (record.kind === 'agreement') {
    const { type, title, version } = record.body;
    return `${AGREEMENTS[type] ?? type}《${title}》${version}`;
  }
  if (record.kind === 'acknowledgement') {
    const { agreement, version, employee, outcome } = record.body;
    return `${name(employee)}${outcome === 'refused' ? '拒绝签收' : '签收'}《${agreement}》${version}`;
  }
  if (record.kind === 'company') return record.body.name;
  if (record.kind === 'binding')
    return `${SYSTEM[record.body.handle.system]}${record.body.handle.ref}归属${name(record.body.person)}`;
  if (record.kind === 'approval')
    return `${name(record.body.by)}批准${name(record.body.for)}:${record.body.text ?? record.body.type}`;
  if (record.kind === 'document') return record.body.title;
  if (record.kind === 'testimony') return `${name(record.body.by)}的证言`;
  if (record.kind === 'handover') return `${name(record.body.from)}移交:${record.body.how}`;
  return undefined;
}
