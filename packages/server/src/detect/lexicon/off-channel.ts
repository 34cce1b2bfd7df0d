import type { Lexicon } from '../phrases/dictionary.ts';

export const offChannelWords: Lexicon = {};
