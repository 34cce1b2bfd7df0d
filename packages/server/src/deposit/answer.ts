import { randomBytes } from 'node:crypto';
import { TokenError, tokenOf, verifyTimeStamp } from '@zhenglian/proof';
import { Refusal } from '../kernel/refusal.ts';
import type { Clock } from '../kernel/time.ts';
import type { Deposited } from './custodian.ts';

const NONCE_BYTES = 8;
/** How far the time of a custodian and ours may lie apart before one of the two clocks is wrong. */
const CLOCK_MILLIS = 5 * 60_000;

export const newNonce = (): bigint => BigInt(`0x${randomBytes(NONCE_BYTES).toString('hex')}`);

export const refusedBy = (custodian: string, why: string): Refusal =>
  new Refusal('custodian.refused', { custodian, why });

/** Refuses with `custodian.refused` a time more than five minutes off our own clock. */
export function refuseClock(custodian: string, at: number, clock: Clock): void {
  const off = Math.abs(at - clock.now());
  if (off > CLOCK_MILLIS) throw refusedBy(custodian, `its clock and ours lie ${Math.round(off / 1000)} s apart`);
}

/**
 * What an authority answered, RFC 3161 2.4.2: kept only when it is over the note that was sent, repeats the number it was
 * asked with, leads to one of the roots, and is not off our own clock. Refuses with `custodian.refused`.
 */
export function acceptedAnswer(
  {
    custodian,
    roots,
    clock,
  }: { readonly custodian: string; readonly roots: readonly Uint8Array[]; readonly clock: Clock },
  {
    note,
    nonce,
    request,
    response,
  }: {
    readonly note: Uint8Array;
    readonly nonce: bigint;
    readonly request: Uint8Array;
    readonly response: Uint8Array;
  },
): Deposited {
  try {
    const stamp = verifyTimeStamp(tokenOf(response), note, { roots, nonce });
    refuseClock(custodian, stamp.at, clock);
    return { at: stamp.at, until: stamp.until, request, response, certificates: stamp.chain.slice(1, -1) };
  } catch (error) {
    throw error instanceof TokenError ? refusedBy(custodian, error.message) : error;
  }
}
