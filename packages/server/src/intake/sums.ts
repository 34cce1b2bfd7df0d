import type { Flow } from './connectors/connector.ts';

/** How many rows of a file say that money went this way, and how much, in minor units of one currency. */
export type Sum = {
  readonly direction: Flow['direction'];
  readonly currency: string;
  readonly count: number;
  readonly minor: bigint;
};

export type Sums = Map<string, Sum>;

export function addSum(sums: Sums, sum: Sum): void {
  const name = `${sum.direction} ${sum.currency}`;
  const before = sums.get(name);
  const { count, minor } = before ?? { count: 0, minor: 0n };
  sums.set(name, { ...sum, count: count + sum.count, minor: minor + sum.minor });
}

export function addFlow(sums: Sums, flow: Flow | undefined): void {
  if (flow !== undefined) addSum(sums, { ...flow, count: 1 });
}
