import type { Party } from '../kernel/party.ts';
import { partyKey } from '../kernel/party.ts';
import type { NativeRecord } from '../kernel/record.ts';
import type { RetentionClass } from '../ledger/data-keys.ts';

const CLASS: Readonly<Record<NativeRecord['kind'], RetentionClass>> = {
  employee: 'employment',
  customer: 'business',
  company: 'business',
  declaration: 'employment',
  binding: 'employment',
  agreement: 'employment',
  acknowledgement: 'employment',
  ownership: 'business',
  'follow-up': 'business',
  permission: 'business',
  access: 'business',
  approval: 'business',
  schedule: 'employment',
  calendar: 'employment',
  conversation: 'communication',
  chat: 'communication',
  recall: 'communication',
  consent: 'communication',
  email: 'communication',
  call: 'communication',
  deal: 'business',
  transfer: 'money',
  claim: 'money',
  testimony: 'matter',
  document: 'matter',
  handover: 'matter',
  tip: 'matter',
};

/** The retention class follows the kind alone, so that it is known before anything is resolved. */
export const retentionClassOf = (record: NativeRecord): RetentionClass => CLASS[record.kind];

/** WeCom ids of outside contacts, other companies' users and robots begin so; employees' userids do not. */
const OUTSIDE_WECOM = /^w[omb]/;

/** Whether a handle is the company's own by its form alone. */
export function isCompanySide({ system, ref }: Party): boolean {
  if (system === 'hr' || system === 'dingtalk' || system === 'feishu') return true;
  return system === 'wecom' && !OUTSIDE_WECOM.test(ref);
}

/**
 * Whose data key seals a record: the single company-side handle in it if there is one, else its
 * conversation, else its source. Known at append, without asking who a handle belongs to.
 */
export function holderOf(record: NativeRecord): string {
  const own = new Set<string>();
  for (const value of Object.values(record.body)) collect(value, own, 0);
  const [only, second] = own;
  if (only !== undefined && second === undefined) return only;
  const conversation = (record.body as { readonly conversation?: unknown }).conversation;
  return typeof conversation === 'string' ? conversationHolder(conversation) : `source:${record.source}`;
}

export const conversationHolder = (conversation: string): string => `conversation:${conversation}`;

function collect(value: unknown, own: Set<string>, depth: number): void {
  if (value === null || typeof value !== 'object' || depth > 3) return;
  if (isParty(value)) {
    if (isCompanySide(value)) own.add(partyKey(value));
    return;
  }
  for (const each of Object.values(value)) collect(each, own, depth + 1);
}

function isParty(value: object): value is Party {
  const { system, ref } = value as { system?: unknown; ref?: unknown };
  return typeof system === 'string' && typeof ref === 'string';
}
