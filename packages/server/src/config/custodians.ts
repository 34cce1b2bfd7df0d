import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { certificatesIn, readCertificate } from '@zhenglian/proof';
import { z } from 'zod';
import { Refusal } from '../kernel/refusal.ts';
import type { Secret } from './secret.ts';
import { secret } from './secret.ts';

/** What is configured of a custodian beside its kind and its name. `roots` are certificates in DER. */
type Settings = {
  readonly rfc3161: {
    readonly url: string;
    readonly hash: 'sha256' | 'sha384' | 'sha512' | 'sm3';
    readonly roots: readonly Uint8Array[];
  };
  readonly 'built-in': object;
  readonly baoquan: {
    readonly url: string;
    readonly hash: 'sha256' | 'sm3';
    readonly accessKey: Secret;
    /** An RSA key in PEM. */
    readonly privateKey: Secret;
    readonly templateId: string;
    readonly identities: Readonly<Record<string, string>>;
  };
  readonly bjca: {
    readonly url: string;
    readonly hash: 'sha256' | 'sm3';
    readonly appId: string;
    readonly deviceId: string;
    readonly secret: Secret;
    /** Where an answer says how it went and under which number, as members with dots between, and what is well. */
    readonly codeAt: string;
    readonly codeOk: string;
    readonly numberAt: string;
  };
};
export type CustodianKind = keyof Settings;

/** One custodian as it is configured. */
export type CustodianConfig<K extends CustodianKind = CustodianKind> = {
  readonly [P in K]: { readonly kind: P; readonly name: string } & Settings[P];
}[K];

const name = z.string().regex(/^[a-z0-9-]{1,40}$/);
const url = z.url({ protocol: /^https?$/ });

/** A file beside the list or by its whole path. */
const file = z.string().min(1);
const word = z.string().min(1).max(200);
const memberPath = z.string().regex(/^[A-Za-z0-9_]{1,40}(\.[A-Za-z0-9_]{1,40}){0,4}$/);
const digestHash = z.enum(['sha256', 'sm3']).default('sha256');

const Listed = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rfc3161'),
    name,
    url,
    hash: z.enum(['sha256', 'sha384', 'sha512', 'sm3']).default('sha256'),
    /** A PEM file with the root certificates. */
    root: file,
  }),
  z.strictObject({
    kind: z.literal('built-in'),
    /** It stands in files, metrics and log lines, and is to say there what it is. */
    name: name.regex(/^not-neutral(-|$)/, 'the name of a built-in one begins with not-neutral'),
  }),
  z.strictObject({
    kind: z.literal('baoquan'),
    name,
    url: url.default('https://api.baoquan.com'),
    hash: digestHash,
    accessKey: file,
    privateKey: file,
    templateId: word,
    identities: z.record(word, word).default({}),
  }),
  z.strictObject({
    kind: z.literal('bjca'),
    name,
    url,
    hash: digestHash,
    appId: word,
    deviceId: word,
    secret: file,
    codeAt: memberPath.default('code'),
    codeOk: word.default('0'),
    numberAt: memberPath.default('data.preservationId'),
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
    case 'baoquan': {
      const accessKey = secretIn(resolve(folder, listed.accessKey));
      return { ...listed, accessKey, privateKey: rsaKeyIn(resolve(folder, listed.privateKey)) };
    }
    case 'bjca':
      return { ...listed, secret: secretIn(resolve(folder, listed.secret)) };
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

function secretIn(path: string): Secret {
  const text = read(path).trim();
  if (!/^[\x21-\x7e]{1,500}$/.test(text)) throw refuse(`${path} holds no secret in one line of ASCII`);
  return secret(text);
}

const RSA_BITS = 2048;

function rsaKeyIn(path: string): Secret {
  const text = read(path);
  let bits: number | undefined;
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(text);
    bits = asymmetricKeyType === 'rsa' ? asymmetricKeyDetails?.modulusLength : undefined;
  } catch {
    bits = undefined;
  }
  if (bits === undefined || bits < RSA_BITS)
    throw refuse(`${path} holds no RSA key in PEM of ${RSA_BITS} bits or more, without a password`);
  return secret(text);
}
