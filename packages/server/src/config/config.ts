import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Refusal } from '../kernel/refusal.ts';
import type { CustodianConfig } from './custodians.ts';
import { custodiansOf } from './custodians.ts';
import type { Secret } from './secret.ts';
import { secret } from './secret.ts';
import type { SignerConfig } from './signers.ts';
import { signersOf } from './signers.ts';

export type { CustodianConfig } from './custodians.ts';

export type Config = {
  /** The folder of the embedded database, keys and packages. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** An outside PostgreSQL as the role zl_app; absent means the embedded one. */
  readonly databaseUrl: Secret | undefined;
  /** The same server as zl_owner, needed only to migrate. */
  readonly ownerUrl: Secret | undefined;
  readonly masterKey: MasterKeySource;
  /** Whether this process runs the followers; one that only takes records in can leave them to another. */
  readonly followers: boolean;
  readonly checkpointSeconds: number;
  /** How often the heads of all logs are summed up in an epoch, where there is news. */
  readonly epochSeconds: number;
  /** Who attests the epochs from outside. */
  readonly custodians: readonly CustodianConfig[];
  /** Who signs the report of every package. */
  readonly signers: readonly SignerConfig[];
  /** Where people reach the console, `https://…`; without it only loopback addresses and IP literals are answered. */
  readonly publicUrl: string | undefined;
  /** Sign-in at the company's own provider (OpenID Connect); needs `publicUrl`. */
  readonly oidc: OidcConfig | undefined;
  /** Hosts and networks that outgoing requests may reach although they are private. */
  readonly outgoingAllow: readonly string[];
  /** How many requests an account, and a source's key, may make in a second in the long run. */
  readonly ratePerSecond: { readonly account: number; readonly source: number };
};

export type OidcConfig = { readonly issuer: string; readonly clientId: string; readonly clientSecret: Secret };

export type MasterKeySource =
  | { readonly kind: 'file'; readonly path: string; readonly mayCreate: boolean }
  | { readonly kind: 'value'; readonly hex: Secret }
  | { readonly kind: 'command'; readonly command: string };

type Environment = Readonly<Record<string, string | undefined>>;

const KNOWN: ReadonlySet<string> = new Set([
  'ZHENGLIAN_DATA',
  'ZHENGLIAN_HOST',
  'ZHENGLIAN_PORT',
  'ZHENGLIAN_OWNER_URL',
  'ZHENGLIAN_OWNER_URL_FILE',
  'ZHENGLIAN_MASTER_KEY',
  'ZHENGLIAN_MASTER_KEY_FILE',
  'ZHENGLIAN_MASTER_KEY_COMMAND',
  'ZHENGLIAN_FOLLOWERS',
  'ZHENGLIAN_CHECKPOINT_SECONDS',
  'ZHENGLIAN_EPOCH_SECONDS',
  'ZHENGLIAN_CUSTODIANS_FILE',
  'ZHENGLIAN_SIGNERS_FILE',
  'ZHENGLIAN_PUBLIC_URL',
  'ZHENGLIAN_OIDC_ISSUER',
  'ZHENGLIAN_OIDC_CLIENT_ID',
  'ZHENGLIAN_OIDC_CLIENT_SECRET',
  'ZHENGLIAN_OIDC_CLIENT_SECRET_FILE',
  'ZHENGLIAN_OUTGOING_ALLOW',
  'ZHENGLIAN_RATE_ACCOUNT',
  'ZHENGLIAN_RATE_SOURCE',
]);

/**
 * Decodes the environment once, before anything opens. `dataDir` from the command line wins.
 * Refuses unknown `ZHENGLIAN_*` names with `config.unknown_name` and bad values with `config.invalid`.
 */
export function readConfig(env: Environment, dataDir?: string): Config {
  const unknown = Object.keys(env).filter((name) => name.startsWith('ZHENGLIAN_') && !KNOWN.has(name));
  if (unknown.length > 0) throw new Refusal('config.unknown_name', { names: unknown.join(', ') });
  const folder = resolve(dataDir ?? env.ZHENGLIAN_DATA ?? './data');
  const publicUrl = originOf(env, 'ZHENGLIAN_PUBLIC_URL');
  return Object.freeze({
    dataDir: folder,
    host: env.ZHENGLIAN_HOST ?? '127.0.0.1',
    port: integer(env, 'ZHENGLIAN_PORT', 7420, 0, 65_535),
    databaseUrl: secretOf(env, 'DATABASE_URL'),
    ownerUrl: secretOf(env, 'ZHENGLIAN_OWNER_URL'),
    masterKey: masterKeySource(env, folder),
    followers: oneOf(env, 'ZHENGLIAN_FOLLOWERS', ['on', 'off'], 'on') === 'on',
    checkpointSeconds: integer(env, 'ZHENGLIAN_CHECKPOINT_SECONDS', 3, 1, 3600),
    epochSeconds: integer(env, 'ZHENGLIAN_EPOCH_SECONDS', 60, 1, 86_400),
    custodians: custodiansOf(env.ZHENGLIAN_CUSTODIANS_FILE),
    signers: signersOf(env.ZHENGLIAN_SIGNERS_FILE),
    publicUrl,
    oidc: oidcOf(env, publicUrl),
    outgoingAllow: (env.ZHENGLIAN_OUTGOING_ALLOW ?? '').split(',').flatMap((each) => each.trim() || []),
    ratePerSecond: {
      account: integer(env, 'ZHENGLIAN_RATE_ACCOUNT', 50, 1, 10_000),
      source: integer(env, 'ZHENGLIAN_RATE_SOURCE', 200, 1, 100_000),
    },
  });
}

/** An address without path; plain HTTP only for this machine. */
function originOf(env: Environment, name: string): string | undefined {
  const text = env[name];
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const isOrigin = url !== null && `${url.origin}/` === url.href && url.username === '';
  if (!isOrigin || (url.protocol !== 'https:' && url.hostname !== 'localhost' && url.hostname !== '127.0.0.1'))
    throw new Refusal('config.invalid', { name, why: 'https://HOST without a path is needed' });
  return url.origin;
}

function oidcOf(env: Environment, publicUrl: string | undefined): OidcConfig | undefined {
  const [issuer, clientId] = [env.ZHENGLIAN_OIDC_ISSUER, env.ZHENGLIAN_OIDC_CLIENT_ID];
  const clientSecret = secretOf(env, 'ZHENGLIAN_OIDC_CLIENT_SECRET');
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined || publicUrl === undefined)
    throw new Refusal('config.invalid', {
      name: 'ZHENGLIAN_OIDC_ISSUER',
      why: 'ZHENGLIAN_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET and ZHENGLIAN_PUBLIC_URL go together',
    });
  return { issuer, clientId, clientSecret };
}

function masterKeySource(env: Environment, folder: string): MasterKeySource {
  const command = env.ZHENGLIAN_MASTER_KEY_COMMAND;
  if (command !== undefined) return { kind: 'command', command };
  const hex = env.ZHENGLIAN_MASTER_KEY;
  if (hex !== undefined) return { kind: 'value', hex: secret(hex) };
  const path = env.ZHENGLIAN_MASTER_KEY_FILE;
  return { kind: 'file', path: path ?? resolve(folder, 'master.key'), mayCreate: path === undefined };
}

function secretOf(env: Environment, name: string): Secret | undefined {
  const file = env[`${name}_FILE`];
  const value = file === undefined ? env[name] : readFileSync(file, 'utf8').trim();
  return value === undefined || value === '' ? undefined : secret(value);
}

function integer(env: Environment, name: string, fallback: number, from: number, to: number): number {
  const text = env[name];
  if (text === undefined) return fallback;
  const value = /^[0-9]{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= from && value <= to))
    throw new Refusal('config.invalid', { name, why: `an integer from ${from} to ${to} is needed` });
  return value;
}

function oneOf<T extends string>(env: Environment, name: string, allowed: readonly T[], fallback: T): T {
  const text = env[name] ?? fallback;
  const value = allowed.find((each) => each === text);
  if (value === undefined) throw new Refusal('config.invalid', { name, why: `one of ${allowed.join(', ')} is needed` });
  return value;
}
