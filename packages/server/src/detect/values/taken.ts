/** Which parts of a text are read already. Asking and taking cost the length of the part, not of the text. */
export type Taken = {
  readonly isFree: (start: number, end: number) => boolean;
  readonly take: (start: number, end: number) => void;
};

type Placed = { readonly start: number; readonly end: number };

export function takenOf(length: number, read: readonly Placed[] = []): Taken {
  const units = new Uint8Array(length);
  for (const { start, end } of read) units.fill(1, start, end);
  return {
    isFree: (start, end) => !units.subarray(start, end).includes(1),
    take: (start, end) => units.fill(1, start, end),
  };
}

/** The readings that do not touch an earlier one of the list, in the order of their places. */
export function firstOfEach<T extends Placed>(length: number, reads: readonly T[]): readonly T[] {
  const taken = takenOf(length);
  const kept = reads.filter(({ start, end }) => {
    const free = taken.isFree(start, end);
    if (free) taken.take(start, end);
    return free;
  });
  return kept.toSorted((a, b) => a.start - b.start);
}

/** Joins two neighbours with nothing but "to" between them (3万到5万) where `join` says how. */
export function joinRanges<T extends Placed>(
  text: string,
  reads: readonly T[],
  join: (low: T, high: T) => T | undefined,
): readonly T[] {
  const joined: T[] = [];
  for (const read of reads) {
    const last = joined.at(-1);
    const meets = last !== undefined && read.start === last.end + 1 && '-~到至'.includes(text.charAt(last.end));
    const both = meets ? join(last, read) : undefined;
    if (both !== undefined) joined.pop();
    joined.push(both ?? read);
  }
  return joined;
}
