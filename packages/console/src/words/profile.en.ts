import type { profileZhCN } from './profile.zh-CN.ts';

/** The words of whom a package is for and what it leaves out, in English. */
export const profileEn: typeof profileZhCN = {
  profile: {
    label: 'For',
    name: {
      'internal-report': 'Internal report',
      arbitration: 'Arbitration',
      civil: 'Civil suit',
      police: 'Report to the police',
      union: 'Letter to the union',
      employee: 'Copy for the employee',
    },
    leavesOut: {
      'internal-report':
        'For the company and its counsel: strengths, other explanations and what is missing are in it, nothing is masked. Do not hand it to the other side.',
      arbitration:
        'Leaves out strengths, other explanations, alerts, tips and talk with other customers. Masks third parties. What the employee stated or declared and what speaks for them must be whole: it can be neither left out nor masked.',
      civil:
        'Leaves out strengths, other explanations, alerts, tips, talk with other customers, documents of the labour procedure, declarations of kin and schedules. Masks third parties. What speaks for the employee must be whole.',
      police:
        'Leaves out strengths, other explanations, alerts, talk with other customers, documents of the labour procedure, declarations of kin and consents to archiving. Third parties are shown, for the police to check. What speaks for the employee must be whole.',
      union:
        'Leaves out strengths, other explanations, alerts, tips, testimony of others, declarations of kin and talk with other customers. Masks third parties, who handled the matter, and accounts of customers. What the employee stated and what speaks for them must be whole.',
      employee:
        'Leaves out strengths, other explanations, alerts, tips, testimony of others, records about outside companies and talk with other customers. Masks third parties, who handled the matter, accounts of customers and words of others. What the employee stated and declared must be whole.',
    },
  },
};
