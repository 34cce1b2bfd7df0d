import { createHmac } from 'node:crypto';
import type { CustodianConfig } from '../config/custodians.ts';
import type { StatementGiver, Surroundings } from './custodian.ts';
import type { Asked, Digest, Told } from './hash-service.ts';
import { hashService } from './hash-service.ts';

const PATH = '/preservationServer/v1/hashPreservation';
/** Which signature the service makes over each digest. */
const SIGNS = { sha256: 'SHA256withRSA', sm3: 'SM3withSM2' } as const;

/**
 * BJCA 云保全, preservation of a digest. What is signed and what is answered is not published: both follow the configuration,
 * and docs/custodians.md says what is assumed. It hands out no certificate over this interface.
 */
export function bjca(config: CustodianConfig<'bjca'>, surroundings: Surroundings): StatementGiver {
  const { appId, deviceId, secret } = config;
  const submit = ({ hash, bytes }: Digest): Asked => {
    const kept = {
      ...{ version: '1.0', signAlgo: 'HmacSHA256', deviceId, appId },
      hash: bytes.toString('base64'),
      signAlgIdentifier: SIGNS[hash],
    };
    const signature = createHmac('sha256', secret.reveal()).update(signedText(kept)).digest('base64');
    return {
      url: new URL(PATH, config.url).href,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...kept, signature }),
      kept,
    };
  };
  const read = (answer: unknown): Told => {
    const code = memberAt(answer, config.codeAt);
    if (String(code) === 'ACCEPTED') return { is: 'not-ready' };
    if (String(code) !== config.codeOk) return { is: 'refused', code };
    const number = memberAt(answer, config.numberAt);
    if (typeof number !== 'string' && typeof number !== 'number') return { is: 'refused', code: 'without-number' };
    return { is: 'kept', number: String(number), at: null };
  };
  return hashService(config, { submit, read, certificate: { is: 'none' } }, surroundings);
}

/** Every member but the signature as name=value, in the order of names, joined by &. */
const signedText = (members: Readonly<Record<string, string>>): string =>
  Object.keys(members)
    .sort()
    .map((name) => `${name}=${members[name]}`)
    .join('&');

/** The member at a path with dots, such as `data.preservationId`. */
const memberAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        inner !== null && typeof inner === 'object' && Object.hasOwn(inner, name)
          ? (inner as Readonly<Record<string, unknown>>)[name]
          : undefined,
      value,
    );
