import type { Names } from './rule.ts';

/** For tests and examples: no company is known by name. */
export const noNames: Names = { companiesIn: () => [], relationOf: () => undefined };
