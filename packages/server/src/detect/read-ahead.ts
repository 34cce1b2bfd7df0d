import { instantFromMillis } from '../kernel/time.ts';
import { buildDirectory } from '../people/directory.ts';
import { tryText } from './try-text.ts';

/** Reads the dictionaries and weights that the first text would otherwise wait for, which takes about a second. */
export function readAhead(): void {
  const at = instantFromMillis(0);
  if (at !== undefined) tryText({ facts: [], directory: buildDirectory([]) }, '好处费', 'employee', at);
}
