import type { Strength } from './chain.ts';

/**
 * Weights of evidence: how much each observation speaks for the story against everything ordinary, in tenths of a power of
 * ten of the odds (10 · log₁₀ of how many times likelier the observation is under the story), rounded to whole numbers.
 *
 * They were set by hand, from what litigators ask for and from what innocent people do just as well, and are the same for
 * everybody. They may be learnt only from outcomes that people recorded, and take effect only after review, as a new version.
 */
export const WEIGHTS_VERSION = 2;

export const weights = {
  /** The employee's own words that name the other side, or only propose or accept; or nothing but what the other side said; or talk of lists and prices, or of how to cover up. */
  'said-and-named': 6,
  said: 5,
  /** The other side offered, and the employee's next words agree. */
  accepted: 5,
  'said-by-other': 4,
  disclosed: 4,
  /** The customer dealt with the beneficiary after the words, or was lost; or dealt with it while it was the employee's. */
  'deal-after-words': 6,
  'loss-after-words': 5,
  'deal-while-owned': 4,
  'deal-unordered': 1,
  /** For each customer beyond the first that went the same way. */
  'further-customer': 1,
  /** Payer and payee are known by more than a name, and words, deal or sum lead to the payment; or nothing does. */
  'money-tied': 6,
  'money-untied': 3,
  'money-unplaced': 1,
  /**
   * The sum is what was said, between known ends and after the words; or only rounded or less a tax; or to an account that
   * only bears the employee's name; or by a payer nobody knows. */
  equation: 8,
  'equation-adjusted': 5,
  'equation-by-name': 5,
  'equation-loose': 2,
  /** Contact data changed, data taken out, a look at an unusual time, and where the contact then is the beneficiary's; a mere look counts nothing. */
  'access-telling': 4,
  'access-to-them': 6,
  'access-shared': 1,
  'file-to-them': 4,
  'file-outside': 1,
  /** Messages, mails or calls with the beneficiary's own people, whatever they were about; or `manyTalks` while several customers went. */
  'talked-with-them': 1,
  'talked-often': 4,
  /** A signed declaration ties the employee or a relative to the beneficiary. */
  'tie-declared': 7,
  /** A person whom the employee declared to be kin bears the name of one who owns, leads or represents the beneficiary. */
  'tie-by-name': 4,
  'owned-then': 1,
  'rival-weakens': -2,
  'rival-explains': -20,
} as const satisfies Readonly<Record<string, number>>;

export type PartName = keyof typeof weights;

/** The least sum of each strength. */
export const thresholds: Readonly<Record<Exclude<Strength, 'weak'>, number>> = { medium: 10, strong: 20 };

/** So many talks with the beneficiary's people around the story are more than chance meetings. */
export const manyTalks = 5;

/** So many customers beyond the first add to the sum, and no more. */
export const mostFurtherCustomers = 3;
