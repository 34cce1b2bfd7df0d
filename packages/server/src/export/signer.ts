import type { KeyObject } from 'node:crypto';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { SignerConfig } from '../config/signers.ts';
import type { Custodian } from '../deposit/custodian.ts';
import { Refusal } from '../kernel/refusal.ts';

/** Somebody who signs reports: their certificates in DER, their own first, and the timestamp authorities they ask. */
export type Signer = {
  readonly name: string;
  readonly chain: readonly Uint8Array[];
  readonly key: KeyObject;
  readonly authorities: readonly Custodian[];
};

const RSA_BITS = 2048;
const CURVES: ReadonlySet<string | undefined> = new Set(['prime256v1', 'secp384r1']);

/**
 * Opens the key of a signer. Refuses with `config.invalid` one that does not open, does not belong to the certificate, or is
 * neither RSA of 2048 bits or more nor ECDSA on P-256 or P-384.
 */
export function openSigner({ name, chain, key, passphrase }: SignerConfig, authorities: readonly Custodian[]): Signer {
  const refuse = (why: string) =>
    new Refusal('config.invalid', { name: 'ZHENGLIAN_SIGNERS_FILE', why: `${name}: ${why}` });
  let opened: KeyObject;
  try {
    opened = createPrivateKey({ key: key.reveal(), format: 'pem', passphrase: passphrase?.reveal() ?? '' });
  } catch {
    throw refuse('its key does not open');
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = opened;
  const isRsa = type === 'rsa' && (details?.modulusLength ?? 0) >= RSA_BITS;
  if (!isRsa && !(type === 'ec' && CURVES.has(details?.namedCurve)))
    throw refuse('its key is neither RSA of 2048 bits or more nor ECDSA on P-256 or P-384');
  if (!new X509Certificate(chain[0] ?? new Uint8Array(0)).checkPrivateKey(opened))
    throw refuse('its key does not belong to its certificate');
  return { name, chain, key: opened, authorities };
}
