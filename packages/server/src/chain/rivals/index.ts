import type { Rival } from '../chain.ts';
import type { Evidence } from '../evidence.ts';
import { searchApproved } from './approved.ts';
import { searchChance } from './chance.ts';
import { searchMovedItself } from './moved-itself.ts';
import { searchOwnCommission } from './own-commission.ts';
import { searchPartner } from './partner.ts';
import { searchPrivateDebt } from './private-debt.ts';
import type { RivalSearch } from './rival.ts';
import { searchSharedAccount } from './shared-account.ts';

/** A new explanation is one file and one line here. The order is the order of the output. */
const searches: readonly RivalSearch[] = [
  searchApproved('approved-referral'),
  searchApproved('approved-rebate'),
  searchApproved('approved-instruction'),
  searchApproved('approved-gift'),
  searchApproved('approved-outside-work'),
  searchOwnCommission,
  searchPrivateDebt,
  searchChance,
  searchMovedItself,
  searchSharedAccount,
  searchPartner,
];

/** Searches every other explanation for every chain, and records what was not found as well as what was. */
export function searchRivals(evidence: Evidence): readonly Rival[] {
  return searches.map((search) => search(evidence));
}
