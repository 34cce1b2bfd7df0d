import { base64Of, bytesOfBase64 } from '../bytes.ts';

const [BEGIN, END] = ['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----'];

/** A certificate in DER as PEM, RFC 7468. */
export const pemOf = (der: Uint8Array): string => `${BEGIN}\n${base64Of(der).replace(/.{64}(?=.)/g, '$&\n')}\n${END}\n`;

/** The certificates of a PEM text in DER; what stands around them is left alone. Refuses with EncodingError what is no base64. */
export function certificatesIn(pem: string): readonly Uint8Array[] {
  const found = pem.matchAll(new RegExp(`${BEGIN}([\\s\\S]*?)${END}`, 'g'));
  return [...found].map(([, body = '']) => bytesOfBase64(body.replaceAll(/\s/g, '')));
}
