import type { Instant } from '../kernel/time.ts';

/** How many messages of a conversation are read along with the one after them. */
export const NEAR_MESSAGES = 3;
export const NEAR_MS = 24 * 60 * 60 * 1_000;

/** Whether one message still belongs to what is said in another of the same conversation: within a day. */
export function isNear(earlier: Instant, later: Instant): boolean {
  return Math.abs(later - earlier) <= NEAR_MS;
}
