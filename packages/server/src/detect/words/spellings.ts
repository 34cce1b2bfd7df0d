export type Spelling = {
  readonly text: string;
  readonly how: 'same' | 'homophone' | 'pinyin' | 'split' | 'look-alike';
};

export function spellingsOf(term: string): readonly Spelling[] {
  return [{ text: term, how: 'same' }];
}
