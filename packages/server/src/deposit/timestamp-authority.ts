import { encodeTimeStampRequest } from '@zhenglian/proof';
import type { CustodianConfig } from '../config/custodians.ts';
import type { Clock } from '../kernel/time.ts';
import type { Outgoing } from '../platform/outgoing.ts';
import { acceptedAnswer, newNonce, refusedBy } from './answer.ts';
import type { TokenGiver } from './custodian.ts';

const ANSWER_BYTES = 64 * 1024;

/** A timestamp authority over HTTP, RFC 3161 3.4. What it answers is kept as `acceptedAnswer` says. */
export function timestampAuthority(
  { name, url, roots, hash }: CustodianConfig<'rfc3161'>,
  { outgoing, ledger: { clock } }: { readonly outgoing: Outgoing; readonly ledger: { readonly clock: Clock } },
): TokenGiver {
  return {
    name,
    host: new URL(url).host,
    neutral: true,
    roots,
    gives: 'token',
    async deposit(note) {
      const nonce = newNonce();
      const request = encodeTimeStampRequest(hash, note, nonce);
      const { status, bytes } = await outgoing.request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: request,
        maxBytes: ANSWER_BYTES,
      });
      if (status !== 200) throw refusedBy(name, `it answered with status ${status}`);
      return acceptedAnswer({ custodian: name, roots, clock }, { note, nonce, request, response: bytes });
    },
  };
}
