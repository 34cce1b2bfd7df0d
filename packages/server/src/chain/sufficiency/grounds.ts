import { confidentiality } from './grounds/confidentiality.ts';
import { dispatchReturn } from './grounds/dispatch-return.ts';
import { loyalty } from './grounds/loyalty.ts';
import { nonCompete } from './grounds/non-compete.ts';
import { nonCooperation } from './grounds/non-cooperation.ts';
import { officer } from './grounds/officer.ts';
import { otherEmployment } from './grounds/other-employment.ts';
import { outsideWork } from './grounds/outside-work.ts';
import { privateDealings } from './grounds/private-dealings.ts';
import { probation } from './grounds/probation.ts';
import { seriousBreach } from './grounds/serious-breach.ts';
import { seriousNeglect } from './grounds/serious-neglect.ts';
import { tampering } from './grounds/tampering.ts';
import { tradeSecret } from './grounds/trade-secret.ts';
import { undeclaredInterest } from './grounds/undeclared-interest.ts';
import type { Ground } from './sufficiency.ts';

/** A new legal ground is one file and one line here. The order is the order of the output; ties in it decide nothing. */
export const grounds: readonly Ground[] = [
  seriousBreach,
  seriousNeglect,
  probation,
  otherEmployment,
  undeclaredInterest,
  privateDealings,
  outsideWork,
  tampering,
  nonCooperation,
  confidentiality,
  nonCompete,
  tradeSecret,
  officer,
  dispatchReturn,
  loyalty,
];
