import type { Lexicon } from '../phrases/dictionary.ts';

export const coverUpWords: Lexicon = {};
