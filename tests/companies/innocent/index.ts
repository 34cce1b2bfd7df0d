import type { Innocent } from '../truth.ts';
import type { World } from '../world.ts';
import { approvedOutsideWork, approvedRebate, approvedReferral, instructed, ownCommission } from './approved.ts';
import { movedByItself, onlyServed, quotedOnly, refunded, refused, similarName } from './customer-moves.ts';
import { debtRepaid, equalByChance, reimbursed, weddingGift } from './private-money.ts';

export const INNOCENT: Readonly<Record<string, (world: World) => Innocent>> = {
  'approved-referral': approvedReferral,
  'approved-rebate': approvedRebate,
  'own-commission': ownCommission,
  'approved-outside-work': approvedOutsideWork,
  instructed,
  'debt-repaid': debtRepaid,
  'equal-by-chance': equalByChance,
  reimbursed,
  'wedding-gift': weddingGift,
  'moved-by-itself': movedByItself,
  'refused-offer': refused,
  'quoted-only': quotedOnly,
  refunded,
  'similar-name': similarName,
  'only-served': onlyServed,
};
