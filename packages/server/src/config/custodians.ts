import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { certificatesIn, readCertificate } from '@zhenglian/proof';
import { z } from 'zod';
import { Refusal } from '../kernel/refusal.ts';

/** One custodian as it is configured. `roots` are certificates in DER. */
export type CustodianConfig = {
  readonly kind: 'rfc3161';
  readonly name: string;
  readonly url: string;
  readonly hash: 'sha256' | 'sha384' | 'sha512' | 'sm3';
  readonly roots: readonly Uint8Array[];
};

const Listed = z.strictObject({
  kind: z.literal('rfc3161'),
  name: z.string().regex(/^[a-z0-9-]{1,40}$/),
  url: z.url({ protocol: /^https?$/ }),
  hash: z.enum(['sha256', 'sha384', 'sha512', 'sm3']).default('sha256'),
  /** A PEM file with the root certificates, beside this file or by its whole path. */
  root: z.string().min(1),
});
const File = z.array(Listed).max(8);

const NAME = 'ZHENGLIAN_CUSTODIANS_FILE';

/** Reads the file of custodians: a JSON list of `{kind, name, url, hash?, root}`. Refuses with `config.invalid`. */
export function custodiansOf(path: string | undefined): readonly CustodianConfig[] {
  if (path === undefined) return [];
  const refuse = (why: string) => new Refusal('config.invalid', { name: NAME, why });
  const read = (file: string): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      throw refuse(`${file} cannot be read`);
    }
  };
  let value: unknown;
  try {
    value = JSON.parse(read(path));
  } catch (error) {
    throw error instanceof Refusal ? error : refuse(`${path} is not JSON`);
  }
  const parsed = File.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse(`${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no list of custodians'}`);
  }
  if (new Set(parsed.data.map(({ name }) => name)).size < parsed.data.length)
    throw refuse('two custodians have one name');
  return parsed.data.map(({ root, ...each }) => {
    const file = resolve(dirname(path), root);
    try {
      const roots = certificatesIn(read(file)).map((der) => readCertificate(der).raw);
      if (roots.length > 0) return { ...each, roots };
    } catch (error) {
      throw error instanceof Refusal ? error : refuse(`${file} holds a certificate that cannot be read`);
    }
    throw refuse(`${file} holds no certificate in PEM`);
  });
}
