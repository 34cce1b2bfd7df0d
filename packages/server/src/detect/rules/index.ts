import type { Rule } from '../rule.ts';
import { afterHoursAccess } from './after-hours-access.ts';
import { coverUp } from './cover-up.ts';
import { disclosure } from './disclosure.ts';
import { diversion } from './diversion.ts';
import { kickback } from './kickback.ts';
import { offChannel } from './off-channel.ts';
import { privatePayment } from './private-payment.ts';

export const rules: readonly Rule[] = [
  kickback,
  diversion,
  offChannel,
  privatePayment,
  disclosure,
  coverUp,
  afterHoursAccess,
];

export function ruleNamed(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}
