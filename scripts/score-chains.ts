import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCompany } from '../tests/companies/generate.ts';
import type { Chain, Scored } from '../tests/companies/score.ts';
import { figures, score } from '../tests/companies/score.ts';
import type { Truth } from '../tests/companies/truth.ts';
import { GUILTY_KINDS } from '../tests/companies/truth.ts';

/**
 * Makes companies from seeds, imports each through the command line and scores the chains that come out:
 *
 *     npm run -s score-chains -- --seeds 1,2,3 [--keep DIR] [--from DIR] [--json]
 *
 * `--keep` leaves records, truth and chains of every seed there; `--from` scores what lies in such a folder instead of
 * making it. It measures, so it ends 0 whatever the figures are.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    keep: { type: 'string' },
    from: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const MAIN = join(import.meta.dirname, '../packages/server/src/main.ts');

type Given = { readonly name: string; readonly records: string; readonly truth: Truth };

const scored: Scored[] = [];
for (const given of values.from === undefined ? made() : kept(values.from)) scored.push(run(given));
report(scored);

function* made(): Generator<Given> {
  for (const seed of values.seeds.split(',').map(Number)) {
    const { records, truth } = makeCompany(seed);
    yield { name: `seed-${seed}`, records: records.map((each) => `${JSON.stringify(each)}\n`).join(''), truth };
  }
}

function* kept(folder: string): Generator<Given> {
  const names = readdirSync(folder).includes('records.ndjson') ? ['.'] : readdirSync(folder);
  for (const name of names.toSorted()) {
    const truth = JSON.parse(readFileSync(join(folder, name, 'truth.json'), 'utf8')) as Truth; // as --keep wrote it
    yield { name, records: readFileSync(join(folder, name, 'records.ndjson'), 'utf8'), truth };
  }
}

function run({ name, records, truth }: Given): Scored {
  const folder = mkdtempSync(join(tmpdir(), 'zl-score-'));
  chmodSync(folder, 0o755); // PostgreSQL has to walk to its folder also when this runs as root
  const data = join(folder, 'data');
  const file = join(folder, 'records.ndjson');
  writeFileSync(file, records);
  takeIn(name, file, data);
  const medium = zl('chains', '--json', '--min', 'medium', '--data', data);
  const weak = zl('chains', '--json', '--min', 'weak', '--data', data);
  if (values.keep !== undefined) {
    const place = join(values.keep, name);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'records.ndjson'), records);
    writeFileSync(join(place, 'truth.json'), JSON.stringify(truth, undefined, 1));
    writeFileSync(join(place, 'chains.ndjson'), weak);
  }
  rmSync(folder, { recursive: true, force: true });
  const one = score(truth, chainsOf(medium), chainsOf(weak));
  list(name, one);
  return one;
}

/** An import that breaks off goes on where it stopped, so it may be asked again; each time is told. */
function takeIn(name: string, file: string, data: string): void {
  for (let tries = 0; tries < 3; tries++) {
    const imported = zl('import', file, '--json', '--data', data);
    const line = imported.split('\n').findLast((each) => each.includes('"total"'));
    if (line === undefined) continue;
    const { total } = JSON.parse(line) as { total: { quarantined: number } }; // the contract's page
    if (total.quarantined > 0) note(`${name}: not all records were taken: ${imported.slice(0, 2000)}`);
    return;
  }
  note(`${name}: could not be imported; what follows says nothing`);
}

function zl(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) note(`zl ${args[0]} ended with ${status}: ${stderr.slice(-2000)}`);
  return stdout;
}

function chainsOf(lines: string): readonly Chain[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Chain); // the contract's page
}

/** Every miss and every false chain, with what stood in the records. */
function list(name: string, { outcomes, falses, chains }: Scored): void {
  for (const { story, chain, isWeak, right } of outcomes) {
    const { kind, employee, expects, how, customers, promised, received } = story;
    const got = chain?.strength ?? (isWeak ? 'weak' : 'none');
    const wrong =
      chain === undefined ? [] : Object.entries(right).flatMap(([field, isRight]) => (isRight ? [] : [field]));
    if (values.json) say({ company: name, story: kind, employee, expects, got, wrong, how });
    else if (chain === undefined ? expects !== 'weak' : wrong.length > 0) {
      const sums = `${promised?.minor ?? '-'}/${received?.minor ?? '-'} got ${chain?.promised?.minor ?? '-'}/${chain?.received?.minor ?? '-'}`;
      print(
        `${name} ${chain === undefined ? 'MISS ' : 'inexact'} ${kind} ${employee} expects ${expects}, got ${got} ${wrong.join(' ')} [${customers.length} customers got ${chain?.customers.length ?? '-'}, ${sums}] ${how}`,
      );
    }
  }
  for (const { kind, chain, how } of falses) {
    const links = chain.links.map(({ type }) => type);
    const outside = chain.outside.map((each) => each.name).join('、');
    if (values.json)
      say({ company: name, false: kind, employee: chain.employee.ref, strength: chain.strength, outside, links, how });
    else
      print(`${name} FALSE ${kind} ${chain.employee.ref} ${chain.strength} → ${outside} by ${links.join(' ')}: ${how}`);
  }
  if (!values.json)
    print(
      `${name}: ${outcomes.filter((each) => each.chain !== undefined).length} of ${outcomes.length} stories found, ${falses.length} false of ${chains} chains`,
    );
}

function report(all: readonly Scored[]): void {
  const falses = Map.groupBy(
    all.flatMap((each) => each.falses),
    ({ kind }) => kind,
  );
  const rows = figures(all);
  if (values.json) {
    for (const row of rows) say({ figures: row });
    say({ falses: Object.fromEntries([...falses].map(([kind, some]) => [kind, some.length])), ...precision(all) });
    return;
  }
  print(
    `\n${'kind'.padEnd(30)}${['stories', 'due', 'found', 'recall', 'weak', 'below', 'above', 'precision', 'customers', 'promised', 'received'].map((each) => each.padStart(10)).join('')}`,
  );
  for (const row of rows) {
    const cells = [
      row.stories,
      row.due,
      row.found,
      share(row.found, row.due),
      row.foundButWeak,
      row.below,
      row.above,
      share(row.told, row.told + row.extra),
      row.customers,
      row.promised,
      row.received,
    ];
    print(row.kind.padEnd(30) + cells.map((each) => String(each).padStart(10)).join(''));
  }
  print(`\nfalse chains: ${[...falses].map(([kind, some]) => `${kind} ${some.length}`).join(', ') || 'none'}`);
  const { precision: whole, chains, wrong } = precision(all);
  print(
    `precision ${whole} (${chains} chains at medium or above, ${wrong} false); kinds of stories: ${GUILTY_KINDS.length}`,
  );
}

function precision(all: readonly Scored[]): {
  readonly precision: string;
  readonly chains: number;
  readonly wrong: number;
} {
  const told = all.flatMap(({ outcomes }) => outcomes).filter(({ chain }) => chain !== undefined).length;
  const wrong = all.flatMap(({ falses }) => falses).length;
  return { precision: share(told, told + wrong), chains: told + wrong, wrong };
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3);
}

function say(value: unknown): void {
  print(JSON.stringify(value));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
