import type { Book } from './book.ts';
import { openBook } from './book.ts';
import type { Cast, Employee } from './cast.ts';
import { castOf, hrParty, staffOf } from './cast.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';
import type { Archive } from './wecom.ts';
import { openArchive } from './wecom.ts';

/** What every part of the sample company writes with. */
export type World = {
  readonly seed: number;
  readonly cast: Cast;
  readonly book: Book;
  readonly archive: Archive;
  readonly random: (label: string) => Random;
};

export function openWorld(seed: number): World {
  const book = openBook();
  return {
    seed,
    cast: castOf(seed),
    book,
    archive: openArchive(book, randomOf(seed, 'archive')),
    random: (label) => randomOf(seed, label),
  };
}

/** Everything handed over is taken by the same two people of human resources. */
export const collectors = (world: World): readonly { readonly system: string; readonly ref: string }[] => [
  hrParty(staffOf(world.cast, 'hr-lead')),
  hrParty(staffOf(world.cast, 'hr-second')),
];

export const personOf = (employee: Employee) => ({ ref: employee.ref, name: employee.name });
