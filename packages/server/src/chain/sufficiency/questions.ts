import { causation, conduct, nonCooperation, outsideWork, refusedToCorrect, tampering } from './assess/conduct.ts';
import { gain, loss, majorLoss, notApproved, privateDealings, undeclared } from './assess/money.ts';
import { acquisition, decided, delivered, investigated, returned, unionTold } from './assess/process.ts';
import type { ClauseMatch } from './assess/rules.ts';
import { confidentialityDuty, graded, ruleClause, ruleKnown, ruleValid, signedClause } from './assess/rules.ts';
import {
  access,
  compensated,
  competitor,
  disclosed,
  knewSecrets,
  noPersonalTrust,
  sameSubstance,
  secrecyMeasures,
  secretDepth,
} from './assess/secrets.ts';
import { attribution, customerOurs, dispatched, duty, employment, inProbation, officer } from './assess/standing.ts';
import type { Found, View } from './view.ts';
import type { WayId } from './ways.ts';

type Question = { readonly assess: (view: View) => Found; readonly ways: readonly WayId[] };

/** Which clauses a ground rests on. `forbids` has no word for outside work, so its clauses are found by theirs. */
const clauses = {
  story: 'story',
  'undeclared-interest': { forbids: ['undeclared-interest'] },
  'private-dealings': { forbids: ['private-deal', 'kickback'] },
  'outside-work': { says: /兼职|兼任|在外任职|其他用人单位/u },
  tampering: { forbids: ['tampering'] },
  'non-cooperation': { forbids: ['non-cooperation'] },
} as const satisfies Readonly<Record<string, ClauseMatch>>;
export type ClauseKey = keyof typeof clauses;

const money: readonly WayId[] = ['assistance-letter', 'court-order', 'commission-inquiry', 'preservation'];
const words: readonly WayId[] = ['assistance-letter', 'witness', 'commission-inquiry', 'preservation'];

/** Every question an element can ask, with how it is answered and the lawful ways to what is missing. */
const asked = {
  employment: { assess: employment, ways: ['contract-file'] },
  graded: { assess: graded, ways: ['grading-table'] },
  attribution: { assess: attribution, ways: ['attribution-file', 'own-statement'] },
  customer: { assess: customerOurs, ways: ['crm-history'] },
  duty: { assess: duty, ways: ['crm-history', 'contract-file'] },
  conduct: { assess: conduct, ways: words },
  causation: { assess: causation, ways: ['assistance-letter', 'witness'] },
  gain: { assess: gain, ways: money },
  loss: { assess: loss, ways: ['loss-sheet', 'assistance-letter'] },
  'major-loss': { assess: majorLoss, ways: ['loss-sheet', 'assistance-letter'] },
  probation: { assess: inProbation, ways: ['probation-file'] },
  'hiring-conditions': {
    assess: signedClause(/录用条件/u, '录用条件', ['labour-contract', 'handbook']),
    ways: ['probation-file'],
  },
  officer: { assess: officer, ways: ['charter', 'public-register'] },
  'not-approved': { assess: notApproved, ways: ['resolution'] },
  dispatched: { assess: dispatched, ways: ['contract-file'] },
  confidentiality: { assess: confidentialityDuty, ways: ['receipt-file'] },
  'non-compete': {
    assess: signedClause(/竞业|同类业务|竞争/u, '竞业限制约定', ['labour-contract', 'nda']),
    ways: ['contract-file'],
  },
  'knew-secrets': { assess: knewSecrets, ways: ['crm-history'] },
  competitor: { assess: competitor, ways: ['public-register'] },
  compensated: { assess: compensated, ways: ['contract-file'] },
  'secret-depth': { assess: secretDepth, ways: ['customer-file'] },
  secrecy: { assess: secrecyMeasures, ways: ['secrecy-file'] },
  access: { assess: access, ways: ['crm-history'] },
  'same-substance': { assess: sameSubstance, ways: ['comparison', 'commission-inquiry', 'preservation'] },
  'no-personal-trust': { assess: noPersonalTrust, ways: ['crm-history', 'witness'] },
  disclosed: { assess: disclosed, ways: ['comparison', 'crm-history'] },
  undeclared: { assess: undeclared, ways: ['declaration-file', 'public-register', 'own-statement', 'court-order'] },
  'private-dealings': { assess: privateDealings, ways: money },
  'outside-work': { assess: outsideWork, ways: ['public-register', 'own-statement', 'commission-inquiry'] },
  'refused-to-correct': { assess: refusedToCorrect, ways: ['correction-notice', 'delivery'] },
  tampering: { assess: tampering, ways: ['crm-history', 'assistance-letter'] },
  'non-cooperation': { assess: nonCooperation, ways: ['cooperation-notice', 'delivery'] },
  investigated: { assess: investigated, ways: ['interview'] },
  union: { assess: unionTold, ways: ['union-notice'] },
  decision: { assess: decided, ways: ['decision'] },
  delivered: { assess: delivered, ways: ['delivery'] },
  returned: { assess: returned, ways: ['agency-letter'] },
  acquisition: { assess: acquisition, ways: ['notice-record'] },
} as const satisfies Readonly<Record<string, Question>>;

export type RuleQuestion = `rule-${'clause' | 'valid' | 'known'}.${ClauseKey}`;
export type QuestionId = keyof typeof asked | RuleQuestion;

export function questionOf(id: QuestionId): Question {
  if (Object.hasOwn(asked, id)) return asked[id as keyof typeof asked]; // what remains are the questions about rules
  const [part, key] = id.split('.') as ['rule-clause' | 'rule-valid' | 'rule-known', ClauseKey]; // by RuleQuestion
  const match = clauses[key];
  if (part === 'rule-clause') return { assess: ruleClause(match), ways: ['other-ground'] };
  if (part === 'rule-valid') return { assess: ruleValid(match), ways: ['democratic-file'] };
  return { assess: ruleKnown(match), ways: ['receipt-file', 'own-statement'] };
}
