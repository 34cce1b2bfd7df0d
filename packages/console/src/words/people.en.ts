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
  suggestions: {
    title: 'Suggestions',
    lead: 'Names and accounts that look as if they belonged together and need a person to judge. Confirming takes a second person; kinship comes from declarations and public registers alone, never from a surname.',
    none: 'Nothing waits to be judged.',
    noneNext: 'New records may bring names and accounts to judge.',
    notConfirmable: 'The records do not suffice to confirm this; it can only be refused.',
    reason: 'Reason',
    refused: 'Refused',
    refusedLead: 'Refused pairs are kept apart; taking a refusal back lists the suggestion again.',
    refusedBy: 'Refused by',
    refusedAt: 'Refused at',
    kind: {
      'company-name': 'Company name',
      'payer-name': "Payer's name",
      'payee-name': "Payee's name",
      'same-phone': 'Same phone number',
      'related-companies': 'Related companies',
      'declared-company': 'Declared',
    },
    decide: { confirmed: 'Propose', refused: 'Refuse', reopened: 'Take back' },
    decideLead: {
      confirmed: 'Another person confirms; until then nothing changes.',
      refused: 'Holds at once and is registered: the two are kept apart.',
      reopened: 'Holds at once and is registered: it is suggested again.',
    },
  },
};
