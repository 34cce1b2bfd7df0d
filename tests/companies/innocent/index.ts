import type { Innocent, Story } from '../truth.ts';
import type { World } from '../world.ts';
import { approvedOutsideWork, approvedRebate, approvedReferral, instructed, ownCommission } from './approved.ts';
import { movedByItself, onlyServed, quotedOnly, refunded, refused, similarName } from './customer-moves.ts';
import {
  falseTip,
  nightDuty,
  reassigned,
  servesStolen,
  sharedDevice,
  smallGift,
  warns,
  workExport,
} from './everyday-acts.ts';
import { dealerTerms, kinSupplier, partnerProgramme, purchaseRefund, sameName } from './partners.ts';
import { debtRepaid, equalByChance, reimbursed, weddingGift } from './private-money.ts';

export const INNOCENT: Readonly<Record<string, (world: World, stories: readonly Story[]) => Innocent>> = {
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
  'work-export': workExport,
  'night-duty': nightDuty,
  'leaver-reassigned': reassigned,
  'shared-device': sharedDevice,
  'false-tip': falseTip,
  'warns-customer': warns,
  'gift-within-policy': smallGift,
  'serves-what-another-took': servesStolen,
  'partner-programme': partnerProgramme,
  'same-name-customer': sameName,
  'purchase-refund': purchaseRefund,
  'kin-supplier': kinSupplier,
  'dealer-terms': dealerTerms,
};
