import { isObject } from '../connectors/connector.ts';
import type { Path } from './schema.ts';

/** The steps of a path: `a.b.0` goes into lists by position; a list of names allows names with a dot in them. */
export const stepsOf = (path: Path): readonly string[] => (typeof path === 'string' ? path.split('.') : path);

/** What stands at a path inside a JSON value; undefined where nothing does. */
export function atPath(value: unknown, steps: readonly string[]): unknown {
  let found = value;
  for (const step of steps) {
    if (Array.isArray(found)) found = /^\d{1,6}$/.test(step) ? found[Number(step)] : undefined;
    else found = isObject(found) && Object.hasOwn(found, step) ? found[step] : undefined;
    if (found === undefined) return undefined;
  }
  return found;
}

/** A JSON value as the text of a cell: '' for null, the JSON itself for lists and objects. */
export function textOfJson(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
