import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { Refusal } from '../kernel/refusal.ts';

/** A value that never reaches a log line, an error or `inspect`: it prints as `[secret]`. */
export type Secret = { readonly reveal: () => string };

export function secret(value: string): Secret {
  const hidden = { reveal: () => value, toString: () => '[secret]', toJSON: () => '[secret]' };
  return Object.freeze({ ...hidden, [inspect.custom]: () => '[secret]' });
}

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
};

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
]);

/**
 * Decodes the environment once, before anything opens. `dataDir` from the command line wins.
 * Refuses unknown `ZHENGLIAN_*` names with `config.unknown_name` and bad values with `config.invalid`.
 */
export function readConfig(env: Environment, dataDir?: string): Config {
  const unknown = Object.keys(env).filter((name) => name.startsWith('ZHENGLIAN_') && !KNOWN.has(name));
  if (unknown.length > 0) throw new Refusal('config.unknown_name', { names: unknown.join(', ') });
  const folder = resolve(dataDir ?? env.ZHENGLIAN_DATA ?? './data');
  return Object.freeze({
    dataDir: folder,
    host: env.ZHENGLIAN_HOST ?? '127.0.0.1',
    port: integer(env, 'ZHENGLIAN_PORT', 7420, 0, 65_535),
    databaseUrl: secretOf(env, 'DATABASE_URL'),
    ownerUrl: secretOf(env, 'ZHENGLIAN_OWNER_URL'),
    masterKey: masterKeySource(env, folder),
    followers: oneOf(env, 'ZHENGLIAN_FOLLOWERS', ['on', 'off'], 'on') === 'on',
    checkpointSeconds: integer(env, 'ZHENGLIAN_CHECKPOINT_SECONDS', 3, 1, 3600),
  });
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
