/** The package comes without types. */
declare module 'fastscan' {
  class FastScanner {
    constructor(words: readonly string[]);
    search(text: string): readonly (readonly [start: number, word: string])[];
  }
  export = FastScanner;
}
