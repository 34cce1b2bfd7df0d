import { fold } from '../fold.ts';

export type Normalised = {
  readonly original: string;
  readonly text: string;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly gap: Uint8Array;
};

export function normalise(original: string): Normalised {
  const { text, start } = fold(original);
  return {
    original,
    text,
    start: Int32Array.from(start),
    end: Int32Array.from(start, (each) => each + 1),
    gap: new Uint8Array(text.length),
  };
}

export function originalPlace(n: Normalised, from: number, to: number): { start: number; end: number } {
  const start = n.start[from] ?? 0;
  return { start, end: to > from ? (n.end[to - 1] ?? start) : start };
}
