import type { Phrase } from '../phrases/phrase.ts';
import { lists } from './disclosure-lists.ts';
import { papers } from './disclosure-papers.ts';
import { prices } from './disclosure-prices.ts';
import { tenders } from './disclosure-tenders.ts';
import { context, things } from './disclosure-things.ts';

export const disclosurePhrases: readonly Phrase[] = [...lists, ...prices, ...tenders, ...papers, ...things, ...context];
