import { parseArgs } from 'node:util';
import { readConfig } from '../config/config.ts';
import type { RefusalCode } from '../kernel/refusal.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Command, Context } from './command.ts';
import { commands } from './commands/index.ts';

const EXIT = { badInput: 2, bug: 70 } as const;
/** Refusals that say a check failed rather than that the input was bad. */
const CHECKS: ReadonlySet<RefusalCode> = new Set(['package.self_check_failed']);

type Io = { readonly out: (text: string) => void; readonly err: (text: string) => void };

/** Runs one command line and answers the exit code. Errors are one line: `zl: CODE: sentence`. */
export async function run(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  io: Io,
): Promise<number> {
  try {
    const command = await commandOf(argv);
    if (command === undefined) return await help(io);
    const words = command.name.split(' ').length;
    const { values, positionals } = parse(command, argv.slice(words));
    const isJson = values.json === true;
    const data = values.data;
    const context: Context = {
      args: positionals,
      values: values as Context['values'],
      isJson,
      config: readConfig(env, typeof data === 'string' ? data : undefined),
      say: (text) => isJson || io.out(`${text}\n`),
      json: (value) => void (isJson && io.out(`${JSON.stringify(value)}\n`)),
      out: (text) => io.out(text),
      note: (text) => io.err(text),
    };
    return await command.run(context);
  } catch (error) {
    return failed(error, io);
  }
}

async function commandOf(argv: readonly string[]): Promise<Command | undefined> {
  const [first, second] = argv;
  if (first === undefined || first === 'help' || first === '--help') return undefined;
  const name = [`${first} ${second}`, first].find((each) => Object.hasOwn(commands, each));
  if (name === undefined) throw new Refusal('cli.usage', { why: `there is no command ${first}; zl help lists them` });
  return await commands[name]?.();
}

function parse(command: Command, args: readonly string[]) {
  try {
    const common = { json: { type: 'boolean' }, data: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options: { ...common, ...command.options }, allowPositionals: true });
  } catch (error) {
    throw new Refusal('cli.usage', { why: `${(error as Error).message.split('.')[0]}; usage: zl ${command.usage}` });
  }
}

async function help(io: Io): Promise<number> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  io.out('zl — Zhenglian 证链\n\n');
  for (const { usage, does } of all) io.out(`  zl ${usage}\n      ${does}\n`);
  io.out('\n  Every command takes --json (JSON lines on standard output) and --data DIR (./data by default).\n');
  return 0;
}

function failed(error: unknown, io: Io): number {
  if (error instanceof Refusal) {
    const details = oneLine(Object.values(error.details).join('; '));
    io.err(`zl: ${error.code}: ${details === '' ? (SENTENCES[error.code] ?? 'refused') : details}\n`);
    return CHECKS.has(error.code) ? 1 : EXIT.badInput;
  }
  const system = error as NodeJS.ErrnoException;
  if (system.code !== undefined && FROM_SYSTEM.test(system.code)) {
    io.err(`zl: cli.usage: ${oneLine(system.message)}\n`);
    return EXIT.badInput;
  }
  if (system.code === 'ENOSPC') {
    io.err('zl: disk.full: the disk is full; what was not acknowledged was not recorded\n');
    return EXIT.badInput;
  }
  io.err(`zl: bug: ${oneLine(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`);
  return EXIT.bug;
}

/** What the system says about a path or a port that was given. */
const FROM_SYSTEM = /^(ENOENT|EACCES|EPERM|EISDIR|ENOTDIR|ELOOP|ENAMETOOLONG|EROFS|EADDRINUSE|EADDRNOTAVAIL)$/;

const oneLine = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, ' | ');

const SENTENCES: Partial<Record<RefusalCode, string>> = {
  'auth.required': 'a key or a session is needed',
  'destroy.needs_two': 'two different people must propose and confirm a destruction',
  'disk.full': 'the disk of the database is full; nothing was recorded',
};
