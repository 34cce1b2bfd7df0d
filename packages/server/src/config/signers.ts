import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { certificatesIn, readCertificate } from '@zhenglian/proof';
import { z } from 'zod';
import { Refusal } from '../kernel/refusal.ts';
import type { Secret } from './secret.ts';
import { secret } from './secret.ts';

/** Who signs reports, as configured. `chain` is in DER, the signer's own certificate first; the key is PEM, maybe encrypted. */
export type SignerConfig = {
  readonly name: string;
  readonly chain: readonly Uint8Array[];
  readonly key: Secret;
  readonly passphrase: Secret | undefined;
};

/** Files stand beside the list or are named by their whole path. */
const Listed = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .regex(/^[^\p{C}]+$/u),
  certificate: z.string().min(1),
  key: z.string().min(1),
  passphraseFile: z.string().min(1).optional(),
});
const File = z.array(Listed).max(8);

const NAME = 'ZHENGLIAN_SIGNERS_FILE';

/**
 * Reads the file of signers: a JSON list of `{name, certificate, key, passphraseFile?}`, in the order in which they sign.
 * Refuses with `config.invalid`.
 */
export function signersOf(path: string | undefined): readonly SignerConfig[] {
  if (path === undefined) return [];
  const refuse = (why: string) => new Refusal('config.invalid', { name: NAME, why });
  const read = (file: string): string => {
    try {
      return readFileSync(resolve(dirname(path), file), 'utf8');
    } catch {
      throw refuse(`${file} cannot be read`);
    }
  };
  const listed = parsed(read(resolve(path)), refuse);
  if (new Set(listed.map(({ name }) => name)).size < listed.length) throw refuse('two signers have one name');
  return listed.map(({ name, certificate, key, passphraseFile }) => ({
    name,
    chain: chainIn(read(certificate), certificate, refuse),
    key: secret(read(key)),
    passphrase: passphraseFile === undefined ? undefined : secret(read(passphraseFile).replace(/\r?\n$/, '')),
  }));
}

type Refuse = (why: string) => Refusal;

function parsed(text: string, refuse: Refuse): z.output<typeof File> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('the file is not JSON');
  }
  const { success, data, error } = File.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  throw refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no list of signers'}`);
}

function chainIn(pem: string, file: string, refuse: Refuse): readonly Uint8Array[] {
  let chain: readonly Uint8Array[];
  try {
    chain = certificatesIn(pem).map((der) => readCertificate(der).raw);
  } catch {
    throw refuse(`${file} holds a certificate that cannot be read`);
  }
  if (chain.length === 0) throw refuse(`${file} holds no certificate in PEM`);
  return chain;
}
