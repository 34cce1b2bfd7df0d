import { randomBytes } from 'node:crypto';
import { encodeTimeStampRequest, TokenError, tokenOf, verifyTimeStamp } from '@zhenglian/proof';
import type { CustodianConfig } from '../config/config.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Clock } from '../kernel/time.ts';
import { systemClock } from '../kernel/time.ts';
import type { Outgoing } from '../platform/outgoing.ts';
import type { Custodian } from './custodian.ts';

const NONCE_BYTES = 8;
/** How far the authority's time and ours may lie apart before one of the two clocks is wrong. */
const CLOCK_MILLIS = 5 * 60_000;
const ANSWER_BYTES = 64 * 1024;

/**
 * A timestamp authority over HTTP, RFC 3161 3.4. Its answer is kept only when it is over the note that was sent, repeats the
 * number it was asked with, leads to one of the configured roots, and is not off our own clock by more than five minutes.
 */
export function timestampAuthority(
  { name, url, roots, hash }: Extract<CustodianConfig, { kind: 'rfc3161' }>,
  outgoing: Outgoing,
  clock: Clock = systemClock,
): Custodian {
  return {
    name,
    host: new URL(url).host,
    roots,
    async deposit(note) {
      const nonce = BigInt(`0x${randomBytes(NONCE_BYTES).toString('hex')}`);
      const request = encodeTimeStampRequest(hash, note, nonce);
      const { status, bytes } = await outgoing.request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: request,
        maxBytes: ANSWER_BYTES,
      });
      const refuse = (why: string) => new Refusal('custodian.refused', { custodian: name, why });
      if (status !== 200) throw refuse(`it answered with status ${status}`);
      try {
        const stamp = verifyTimeStamp(tokenOf(bytes), note, { roots, nonce });
        const off = Math.abs(stamp.at - clock.now());
        if (off > CLOCK_MILLIS) throw refuse(`its clock and ours lie ${Math.round(off / 1000)} s apart`);
        return { at: stamp.at, request, response: bytes, certificates: stamp.chain.slice(1, -1) };
      } catch (error) {
        throw error instanceof TokenError ? refuse(error.message) : error;
      }
    },
  };
}
