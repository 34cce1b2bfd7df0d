import type { Basis, HandoverFile, JsonObject, PartyRef } from './book.ts';
import type { Customer } from './cast.ts';
import { crmParty } from './cast.ts';
import { instant } from './times.ts';
import { cny } from './values.ts';
import type { World } from './world.ts';
import { collectors } from './world.ts';

export type HandedOver = {
  readonly from: PartyRef;
  readonly day: string;
  readonly time: string;
  readonly how: string;
  readonly document: string;
  readonly counterparties: readonly PartyRef[];
  readonly since?: string;
  readonly until?: string;
};

/** Writes who handed what over, to which two people, under what paper; answers the `SOURCE:ID` its items must name. */
export function handOver(world: World, file: HandoverFile, given: HandedOver): string {
  const at = instant(given.day, given.time);
  const scope: JsonObject = {
    counterparties: given.counterparties,
    ...(given.since === undefined ? {} : { since: given.since }),
    ...(given.until === undefined ? {} : { until: given.until }),
  };
  const { from, how, document } = given;
  return world.book.put(file, {
    kind: 'handover',
    at,
    body: { from, by: collectors(world), at, how, document, scope },
  });
}

const REGISTER: PartyRef = { system: 'name', ref: '国家企业信用信息公示系统' };

/** The register's extracts on the outside companies, printed by two people in one sitting. */
export function publicRegister(world: World): string {
  return handOver(world, 'handover/public.ndjson', {
    from: REGISTER,
    day: '2026-01-05',
    time: '10:30',
    how: '两人同时在公示系统查询,打印查询页并签名',
    document: '公示信息查询记录 2026-01',
    counterparties: world.cast.companies
      .filter((company) => company.role !== 'own')
      .map(({ name }) => ({ system: 'company', ref: name })),
  });
}

/** How the items of one hand-over were obtained; every item repeats it and names the hand-over. */
export type Kept = {
  readonly basis: Basis;
  readonly handover: string;
  readonly original: 'original' | 'copy' | 'printout' | 'screenshot';
};

export type OutsideDeal = {
  readonly at: string;
  readonly precision?: 'day';
  readonly customer: Customer;
  readonly seller: PartyRef;
  readonly type: 'contract' | 'order';
  readonly number: string;
  readonly yuan: number;
};

/** A deal of a customer with an outside company: never from our own systems, always from a hand-over. */
export function writeOutsideDeal(world: World, file: HandoverFile, kept: Kept, deal: OutsideDeal): void {
  const { at, precision, customer, seller, type, number, yuan } = deal;
  world.book.put(file, {
    kind: 'deal',
    at,
    ...(precision === undefined ? {} : { precision }),
    ...kept,
    body: {
      customer: crmParty(customer),
      seller,
      type,
      number,
      amount: cny(yuan),
      state: 'won',
      buyer: { system: 'company', ref: customer.company },
    },
  });
}

export type OutsidePayment = {
  readonly at: string;
  readonly precision?: 'day';
  readonly from: PartyRef;
  readonly to: PartyRef;
  readonly yuan: number;
  readonly memo: string;
  readonly reference?: string;
};

/** A payment no finance system of ours sees. */
export function writeOutsidePayment(world: World, file: HandoverFile, kept: Kept, payment: OutsidePayment): void {
  const { at, precision, from, to, yuan, memo, reference } = payment;
  world.book.put(file, {
    kind: 'transfer',
    at,
    ...(precision === undefined ? {} : { precision }),
    ...kept,
    body: {
      from,
      to,
      amount: cny(yuan),
      memo,
      channel: 'bank',
      ...(reference === undefined ? {} : { reference }),
      state: 'completed',
    },
  });
}
