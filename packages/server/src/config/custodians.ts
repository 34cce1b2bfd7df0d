import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { certificatesIn, readCertificate } from '@zhenglian/proof';
import { z } from 'zod';
import { Refusal } from '../kernel/refusal.ts';

/** What is configured of a custodian beside its kind and its name. `roots` are certificates in DER. */
type Settings = {
  readonly rfc3161: {
    readonly url: string;
    readonly hash: 'sha256' | 'sha384' | 'sha512' | 'sm3';
    readonly roots: readonly Uint8Array[];
  };
  readonly 'built-in': object;
};
export type CustodianKind = keyof Settings;

/** One custodian as it is configured. */
export type CustodianConfig<K extends CustodianKind = CustodianKind> = {
  readonly [P in K]: { readonly kind: P; readonly name: string } & Settings[P];
}[K];

const name = z.string().regex(/^[a-z0-9-]{1,40}$/);
const url = z.url({ protocol: /^https?$/ });

const Listed = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rfc3161'),
    name,
    url,
    hash: z.enum(['sha256', 'sha384', 'sha512', 'sm3']).default('sha256'),
    /** A PEM file with the root certificates, beside this file or by its whole path. */
    root: z.string().min(1),
  }),
  z.strictObject({
    kind: z.literal('built-in'),
    /** It stands in files, metrics and log lines, and is to say there what it is. */
    name: name.regex(/^not-neutral(-|$)/, 'the name of a built-in one begins with not-neutral'),
  }),
]);
const File = z.array(Listed).max(8);

const NAME = 'ZHENGLIAN_CUSTODIANS_FILE';
const refuse = (why: string): Refusal => new Refusal('config.invalid', { name: NAME, why });

/** Reads the file of custodians, docs/custodians.md: a JSON list of `{kind, name, …}`. Refuses with `config.invalid`. */
export function custodiansOf(path: string | undefined): readonly CustodianConfig[] {
  if (path === undefined) return [];
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
  if (new Set(parsed.data.map((each) => each.name)).size < parsed.data.length)
    throw refuse('two custodians have one name');
  return parsed.data.map((listed) => settled(listed, dirname(path)));
}

/** What is listed with what the files beside it hold. */
function settled(listed: z.infer<typeof Listed>, folder: string): CustodianConfig {
  switch (listed.kind) {
    case 'rfc3161': {
      const { root, ...rest } = listed;
      return { ...rest, roots: rootsIn(resolve(folder, root)) };
    }
    case 'built-in':
      return listed;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw refuse(`${file} cannot be read`);
  }
}

function rootsIn(file: string): readonly Uint8Array[] {
  const text = read(file);
  let roots: readonly Uint8Array[];
  try {
    roots = certificatesIn(text).map((der) => readCertificate(der).raw);
  } catch {
    throw refuse(`${file} holds a certificate that cannot be read`);
  }
  if (roots.length === 0) throw refuse(`${file} holds no certificate in PEM`);
  return roots;
}
