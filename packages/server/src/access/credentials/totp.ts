import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const STEP_MILLIS = 30_000;
/** How many steps a phone's clock may be off, either way. */
const WINDOW = 1;
/** What every authenticator application understands, whatever else an address may ask of it. */
const KIND = { algorithm: 'SHA1', digits: 6, period: STEP_MILLIS / 1000 };

/** A new secret of 160 bits, as RFC 4226 recommends. */
export const newTotp = (): { readonly secret: Buffer } => ({ secret: randomBytes(20) });

/** The `otpauth://` address that an authenticator application reads from a QR code. It contains the secret. */
export function totpUri(secret: Uint8Array, login: string, issuer: string): string {
  return new TOTP({ ...KIND, issuer, label: login, secret: secretOf(secret) }).toString();
}

/**
 * The step whose code this is, or `undefined`. Steps up to `lastStep` are spent: who saw a code typed cannot use it
 * again (RFC 6238, 5.2). Keep the answer as the next `lastStep`; an account that never used a code has -1.
 */
export function checkTotp(secret: Uint8Array, code: string, at: number, lastStep: number): number | undefined {
  const typed = Buffer.from(code.normalize('NFKC').replace(/\s/gu, ''));
  if (!/^[0-9]{6}$/.test(typed.toString())) return undefined;
  const key = secretOf(secret);
  const now = Math.floor(at / STEP_MILLIS);
  const steps = Array.from({ length: 2 * WINDOW + 1 }, (_, index) => now - WINDOW + index);
  const fitting = steps.filter((step) => timingSafeEqual(typed, codeAt(key, step)));
  return fitting.find((step) => step > lastStep);
}

const codeAt = (secret: Secret, step: number): Buffer =>
  Buffer.from(TOTP.generate({ ...KIND, secret, timestamp: step * STEP_MILLIS }));

/** The library keeps the whole memory under a view, and a Buffer's memory is shared with others, so the bytes are copied. */
const secretOf = (secret: Uint8Array): Secret => new Secret({ buffer: Uint8Array.from(secret).buffer });
