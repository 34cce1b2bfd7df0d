import { z } from 'zod';
import { ref } from './kinds/fields.ts';

export const partySystems = [
  'hr',
  'crm',
  'wecom',
  'dingtalk',
  'feishu',
  'wechat',
  'qq',
  'email',
  'phone',
  'bank',
  'alipay',
  'wallet',
  'device',
  'company',
  'name',
] as const;
export type PartySystem = (typeof partySystems)[number];

/** An account, a person or a company, named as a source names it. It says nothing about who stands behind it. */
export type Party = PartyOf<PartySystem>;

export type PartyOf<S extends PartySystem> = {
  readonly system: S;
  readonly ref: string;
  /** Which corp or instance; left out where the installation has one of that system. */
  readonly realm?: string;
  readonly name?: string;
};

const rest = { ref, realm: ref.exactOptional(), name: ref.exactOptional() };

export const partySchema = z.strictObject({ system: z.enum(partySystems), ...rest });
export const hrParty = z.strictObject({ system: z.literal('hr'), ...rest });
export const crmParty = z.strictObject({ system: z.literal('crm'), ...rest });
export const companyParty = z.strictObject({ system: z.literal('company'), ...rest });
export const bankParty = z.strictObject({ system: z.literal('bank'), ...rest });
export const personParty = z.strictObject({ system: z.enum(['hr', 'crm']), ...rest });

/** `system:realm:ref`. Two accounts never share a key: a colon inside the realm is written %3A. */
export function partyKey({ system, realm = '', ref }: Party): string {
  const safe = /[%:]/.test(realm) ? realm.replaceAll('%', '%25').replaceAll(':', '%3A') : realm;
  return `${system}:${safe}:${ref}`;
}

/** Whether part of the ref is hidden by its source. Such a ref never resolves alone. */
export function isMasked(party: Party): boolean {
  return party.ref.includes('*');
}
