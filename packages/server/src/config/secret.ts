import { inspect } from 'node:util';

/** A value that never reaches a log line, an error or `inspect`: it prints as `[secret]`. */
export type Secret = { readonly reveal: () => string };

export function secret(value: string): Secret {
  const hidden = { reveal: () => value, toString: () => '[secret]', toJSON: () => '[secret]' };
  return Object.freeze({ ...hidden, [inspect.custom]: () => '[secret]' });
}
