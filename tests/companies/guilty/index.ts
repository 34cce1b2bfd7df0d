import type { GuiltyKind, Story } from '../truth.ts';
import type { World } from '../world.ts';
import { behaviourOnly } from './behaviour-only.ts';
import { customerPays } from './customer-pays.ts';
import { declaredKin } from './declared-kin.ts';
import { disguisedWords } from './disguised-words.ts';
import { fixed } from './fixed.ts';
import { listSold } from './list-sold.ts';
import { ownCompany } from './own-company.ts';
import { percent } from './percent.ts';
import { representativePays } from './representative-pays.ts';
import { severalCustomers } from './several-customers.ts';
import { split } from './split.ts';

export const GUILTY: Readonly<Record<GuiltyKind, (world: World) => Story>> = {
  percent,
  fixed,
  split,
  'several-customers': severalCustomers,
  'declared-kin': declaredKin,
  'disguised-words': disguisedWords,
  'list-sold': listSold,
  'own-company-through-relative': ownCompany,
  'behaviour-only': behaviourOnly,
  'representative-pays': representativePays,
  'customer-pays': customerPays,
};
