import { useQuery } from '@tanstack/react-query';
import type { customerAsOf, personAsOf } from '../../../server/src/http/routes/as-of-shapes.ts';
import { read } from './client.ts';

export type CustomerAsOf = (typeof customerAsOf)['_output'];
export type PersonAsOf = (typeof personAsOf)['_output'];
export type Holding = CustomerAsOf['owners']['counts'][number];
export type Permitted = CustomerAsOf['permissions']['counts'][number];
export type Sorted<T> = { readonly [Place in keyof CustomerAsOf['owners']]: readonly T[] };
export type Who = Holding['who'];

/** What is looked up: of whom, as of when, as known when, and upon what. Instants and dates as RECORDS writes them. */
export type AskedAsOf = {
  readonly of: 'customer' | 'person';
  readonly ref: string;
  readonly at: string;
  readonly known?: string | undefined;
  readonly ground?: string | undefined;
  readonly why?: string | undefined;
};

function addressOf({ of, ref, at, known, ground, why }: AskedAsOf): string {
  const given = Object.entries({ at, known, ground, why }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return `/${of === 'customer' ? 'customers' : 'people'}/${encodeURIComponent(ref)}/as-of?${new URLSearchParams(given)}`;
}

/** Looked up anew each time it is asked for, so that the server records every reading with its ground. */
function useAsOf<T>(asked: AskedAsOf) {
  return useQuery({ queryKey: ['as-of', asked], queryFn: () => read<T>(addressOf(asked)), gcTime: 0 });
}

export const useCustomerAsOf = (asked: AskedAsOf) => useAsOf<CustomerAsOf>(asked);
export const usePersonAsOf = (asked: AskedAsOf) => useAsOf<PersonAsOf>(asked);
