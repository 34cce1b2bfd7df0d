import type { Rule } from '../rule.ts';
import { afterHoursAccess } from './after-hours-access.ts';
import { diversionPush } from './diversion-push.ts';
import { kickbackPromise } from './kickback-promise.ts';

export const rules: readonly Rule[] = [kickbackPromise, diversionPush, afterHoursAccess];

/** Undefined for a rule that an older version knew. */
export function ruleNamed(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}
