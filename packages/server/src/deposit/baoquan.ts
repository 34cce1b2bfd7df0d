import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { z } from 'zod';
import type { CustodianConfig } from '../config/custodians.ts';
import type { Secret } from '../config/secret.ts';
import type { StatementGiver, Surroundings } from './custodian.ts';
import type { Asked, Digest, Told } from './hash-service.ts';
import { hashService } from './hash-service.ts';

/** Below this a time is in seconds: as milliseconds it would lie in 1973. */
const SECONDS_BELOW = 100_000_000_000;

/** The envelope of every answer, as the service's own client reads it. */
const Envelope = z.object({
  flag: z.boolean(),
  statusCode: z.union([z.string(), z.number()]).nullish(),
  data: z
    .object({
      ano: z.union([z.string(), z.int()]).optional(),
      no: z.union([z.string(), z.int()]).optional(),
      attestation_at: z.int().nonnegative().optional(),
    })
    .nullish(),
});

/** 保全网 (Baoquan) v3: `attestations/hash`, then what became of it and its certificate. docs/custodians.md says what is confirmed. */
export function baoquan(config: CustodianConfig<'baoquan'>, surroundings: Surroundings): StatementGiver {
  const { accessKey, privateKey, templateId, identities } = config;
  const ask = (api: string, payload: Payload, now: number): Asked =>
    signedForm(config.url, `/api/v3/${api}`, { payload, now, accessKey, privateKey });
  const protocol = {
    submit: ({ hash, hex }: Digest, now: number) =>
      ask(
        'attestations/hash',
        { unique_id: idOf(hex), template_id: templateId, identities, factoids: [], [hash]: hex },
        now,
      ),
    read,
    certificate: {
      is: 'pdf' as const,
      status: (ano: string, now: number) => ask('attestations', { ano }, now),
      document: (ano: string, now: number) => ask('attestations/pdf/download', { ano }, now),
    },
  };
  return hashService(config, protocol, surroundings);
}

function read(answer: unknown): Told {
  const { success, data: envelope } = Envelope.safeParse(answer);
  if (!success) return { is: 'refused', code: 'unreadable' };
  if (!envelope.flag && String(envelope.statusCode) === 'ACCEPTED') return { is: 'not-ready' };
  if (!envelope.flag) return { is: 'refused', code: envelope.statusCode };
  const number = envelope.data?.ano ?? envelope.data?.no;
  if (number === undefined) return { is: 'refused', code: 'without-number' };
  const at = envelope.data?.attestation_at ?? null;
  return { is: 'kept', number: String(number), at: at === null || at >= SECONDS_BELOW ? at : at * 1000 };
}

/** The same digest gets the same id, so that one that is sent twice can be told as such. */
const idOf = (hex: string): string => hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

type Payload = { readonly [name: string]: string | readonly string[] | Readonly<Record<string, string>> };

/** multipart/form-data with a signature over "POST", path, request_id, access_key, tonce and payload, one after the other. */
function signedForm(
  base: string,
  path: string,
  given: { readonly payload: Payload; readonly now: number; readonly accessKey: Secret; readonly privateKey: Secret },
): Asked {
  const accessKey = given.accessKey.reveal();
  const [requestId, tonce] = [randomUUID().replaceAll('-', ''), String(Math.floor(given.now / 1000))];
  const payload = JSON.stringify(given.payload);
  const message = `POST${path}${requestId}${accessKey}${tonce}${payload}`;
  const signature = sign('sha256', Buffer.from(message), createPrivateKey(given.privateKey.reveal()));
  const fields = {
    ...{ request_id: requestId, access_key: accessKey, tonce, payload },
    signature: signature.toString('base64'),
  };
  const boundary = `zhenglian-${randomUUID()}`;
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n${value}\r\n`,
  );
  return {
    url: new URL(path, base).href,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: `${parts.join('')}--${boundary}--\r\n`,
    kept: { path, request_id: requestId, tonce, payload: given.payload },
  };
}
