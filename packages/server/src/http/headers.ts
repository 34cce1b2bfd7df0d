import { isScim } from './routes/scim-shapes.ts';

/** What every answer says to browsers, whichever way it came about: ASVS 5, 3.4. */
const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/** The headers of an answer to `url`; the reference page brings a policy of its own. */
export function headersFor(url: string, publicUrl: string | undefined): Readonly<Record<string, string>> {
  return {
    ...ALWAYS,
    ...(publicUrl?.startsWith('https:') === true
      ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
      : {}),
    ...(url.startsWith('/api/') || isScim({ url }) ? { 'cache-control': 'no-store' } : {}),
    ...(url.startsWith('/api/reference') ? {} : { 'content-security-policy': POLICY }),
  };
}
