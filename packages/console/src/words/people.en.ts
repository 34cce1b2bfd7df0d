import type { peopleZhCN } from './people.zh-CN.ts';

/** The words of whose an account is, in English. */
export const peopleEn: typeof peopleZhCN = {
  attribution: {
    title: 'Account attribution',
    lead: 'Whose each account was while it was used, by which records, and what is missing. Whose an account is does not say who used it.',
    open: 'List account attribution',
    openNote: 'Listing it is registered as a reading.',
    none: 'No account takes part in this chain.',
    used: 'Used from {{from}} to {{to}}',
    missing: 'What is missing',
    missingNone: 'Nothing was found missing.',
    standing: {
      'real-name': 'Real-name binding',
      supported: 'Bound by record',
      inferred: 'Inferred only',
      partial: 'Recorded for part of the time',
      shared: 'Shared by several',
      contradicted: 'Records contradict',
      unbound: 'Not attributed yet',
      masked: 'Masked account',
      'name-only': 'A name only',
    },
  },
};
