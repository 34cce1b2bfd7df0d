import type { Ledger } from '../ledger/ledger.ts';

/** The joins that a person refused, by the digest of what was not to be joined. */
export type Refusals = {
  readonly idOf: (kind: string, a: string, b: string) => string;
  readonly has: (id: string) => boolean;
};

/** Nothing was refused. */
export const noRefusals: Refusals = { idOf: (...parts) => JSON.stringify(parts), has: () => false };

export function refusalsOf(refused: ReadonlySet<string>, idOf: Refusals['idOf']): Refusals {
  return { idOf, has: (id) => refused.has(id) };
}

/** Keyed, since names are few enough to be guessed. */
export const refusalId =
  ({ secrets }: Pick<Ledger, 'secrets'>): Refusals['idOf'] =>
  (...parts) =>
    secrets
      .mac(Buffer.from(`suggestion\0${JSON.stringify(parts)}`))
      .toString('hex')
      .slice(0, 32);
