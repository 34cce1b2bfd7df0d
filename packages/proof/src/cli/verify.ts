import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { CheckOutcome } from '../check.ts';
import type { Trust } from '../trust.ts';
import { decodeTrust, TrustError } from '../trust.ts';
import { textOfUtf8 } from '../utf8.ts';
import type { Verdict, Verification } from '../verify.ts';
import { verifyZip } from '../verify.ts';
import { looksLikeZip } from '../zip.ts';

/** What the command needs from outside. `read` throws when there is no such file. */
export type VerifyIo = {
  /** When it is checked, UTC milliseconds. */
  readonly now: number;
  readonly read: (path: string) => Uint8Array;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
};

const EXIT: { readonly [verdict in Verdict]: number } = { pass: 0, fail: 1, incomplete: 3 };
const UNREADABLE = 2;
const USAGE = 'verify FILE.zip [--trust FILE] [--json]';

/** Bad arguments, and files that are not there or are of another kind altogether. */
class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Checks a package offline. Exit code 0 for `pass`, 1 for `fail`, 3 for `incomplete`, and 2 for what is no ZIP at all, is
 * not there or was asked for wrongly. With `--json` a line for every check and one for the verdict; else words for people.
 */
export function runVerify(args: readonly string[], io: VerifyIo): number {
  try {
    const { file, trustFile, json } = parseArguments(args);
    const bytes = readBytes(io, file);
    if (!looksLikeZip(bytes)) throw new UsageError('request.unsupported_media', `${file} is not a ZIP archive`);
    const trust = trustFile === undefined ? undefined : readTrust(io, trustFile);
    const verification = verifyZip(bytes, trust, io.now);
    for (const line of json ? jsonLines(verification) : plainLines(verification)) io.out(line);
    return EXIT[verification.verdict];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`zl: ${error.code}: ${error.message}`);
    return UNREADABLE;
  }
}

type Arguments = { readonly file: string; readonly trustFile: string | undefined; readonly json: boolean };

function parseArguments(args: readonly string[]): Arguments {
  const files: string[] = [];
  let trustFile: string | undefined;
  let json = false;
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (word === '--json') json = true;
    else if (word.startsWith('--trust=')) trustFile = word.slice('--trust='.length);
    else if (word === '--trust') trustFile = args[++i] ?? '';
    else if (word.startsWith('-')) throw new UsageError('cli.usage', `unknown option ${word}; ${USAGE}`);
    else files.push(word);
  }
  const [file] = files;
  if (file === undefined || files.length > 1 || trustFile === '') throw new UsageError('cli.usage', USAGE);
  return { file, trustFile, json };
}

function readBytes(io: VerifyIo, path: string): Uint8Array {
  try {
    return io.read(path);
  } catch {
    throw new UsageError('not_found', `${path} cannot be read`);
  }
}

function readTrust(io: VerifyIo, path: string): Trust {
  const bytes = readBytes(io, path);
  try {
    return decodeTrust(JSON.parse(textOfUtf8(bytes)));
  } catch (error) {
    const why = error instanceof TrustError ? error.message : 'not JSON';
    throw new UsageError('request.invalid', `${path} is no trust file: ${why}`);
  }
}

function jsonLines({ checks, verdict }: Verification): string[] {
  const lines = checks.map(({ id, title, outcome, because }) => JSON.stringify({ id, title, outcome, because }));
  return [...lines, JSON.stringify({ verdict })];
}

const OUTCOME: { readonly [outcome in CheckOutcome]: string } = {
  pass: '是　　',
  fail: '否　　',
  not_checked: '未检验',
  masked: '已遮盖',
};
const VERDICT: { readonly [verdict in Verdict]: string } = { pass: '是', fail: '否', incomplete: '未检验' };
const SHANGHAI = 8 * 3_600_000;

function plainLines({ checks, verdict, fixedAt, depositedAt, attested }: Verification): string[] {
  const lines = checks.map(({ title, outcome, because }) => `${OUTCOME[outcome]}  ${title}\n        ${because}`);
  const since = fixedAt === null ? '' : `自 ${shanghaiText(fixedAt)} `;
  const outside = depositedAt === null ? [] : [`存证回执所示时间:不晚于 ${shanghaiText(depositedAt)}`];
  const earlier = attested.map(
    ({ log, index, at }) => `较早的存证回执:登记条目 ${log}:${index} 不晚于 ${shanghaiText(at)}`,
  );
  return [...lines, ...outside, ...earlier, `${since}固定后未改变:${VERDICT[verdict]}`];
}

const shanghaiText = (instant: number): string =>
  `${new Date(instant + SHANGHAI).toISOString().slice(0, 19).replace('T', ' ')} +08:00`;

const started = process.argv[1];
if (started !== undefined && import.meta.url === pathToFileURL(started).href) {
  process.exitCode = runVerify(process.argv.slice(2), {
    // A shell of its own: nobody hands it a clock.
    now: Date.now(),
    read: (path) => new Uint8Array(readFileSync(path)),
    out: (line) => console.log(line),
    err: (line) => console.error(line),
  });
}
