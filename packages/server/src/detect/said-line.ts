/** Who speaks, what is said, and which kinds of finding have to be raised; none means that nothing may be. */
export type SaidLine = readonly [speaker: 'employee' | 'outside', text: string, ...kinds: ('kickback' | 'diversion')[]];
