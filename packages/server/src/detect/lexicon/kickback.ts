import type { Lexicon } from '../phrases/dictionary.ts';

export const kickbackWords: Lexicon = {};
