import { readCertificate } from './certificate.ts';

/**
 * How the subject begins of every certificate of the authority that is built into this software, for demonstration and
 * tests. What it stamps is the word of whoever runs the software and no third party's.
 */
export const NOT_NEUTRAL = '非中立 not neutral';

/** Whether a certificate, or chain of them, in DER says nowhere that its authority is not neutral. */
export const isNeutral = (...chain: readonly Uint8Array[]): boolean =>
  chain.every((each) => !readCertificate(each).name.includes(NOT_NEUTRAL));
