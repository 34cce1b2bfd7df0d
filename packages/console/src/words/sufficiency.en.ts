import type { sufficiencyZhCN } from './sufficiency.zh-CN.ts';

/** The words of the elements that a legal ground asks to be proven, in English. */
export const sufficiencyEn: typeof sufficiencyZhCN = {
  sufficiency: {
    title: 'Elements of a ground',
    lead: 'Choose a legal ground: which of its elements are proven, weak or missing, and the lawful ways to what is missing.',
    ground: 'Legal ground',
    applies: 'Can be checked',
    notApplies: 'Premise not met',
    byCounsel: 'For counsel alone',
    openOf: '{{title}} ({{article}}) · {{count}} open',
    version: 'Elements, version {{version}}',
    none: 'No element in this tier.',
    proves: 'Proven by: {{proves}}',
    next: 'Next, by lawful ways',
    standsBeside: 'Does not stand alone; an item of another origin bears it out',
    needsSecond: 'Does not stand alone; needs a second item of another origin',
    state: { proven: 'Proven', weak: 'Weak', missing: 'Missing' },
    class90: {
      'party-statement': 'a party’s own statement',
      'interested-witness': 'testimony of a witness whose interest is not excluded',
      'doubtful-electronic': 'electronic data in doubt or not held against its carrier',
      'uncheckable-copy': 'a copy not held against its original',
    },
    article90: '证据规定 90: {{classes}}',
  },
};
