import { hash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder, zlHere } from '../setup/server.ts';
import { makeCompany } from './generate.ts';
import { INNOCENT } from './innocent/index.ts';
import { CUSTOMER_PAYS } from './lines/customer-pays.ts';
import { DISGUISED } from './lines/disguised.ts';
import { FIXED } from './lines/fixed.ts';
import { KIN_ACCOUNT } from './lines/kin.ts';
import { LIST } from './lines/list.ts';
import { OWN_COMPANY } from './lines/own-company.ts';
import { PERCENT } from './lines/percent.ts';
import { SEVERAL } from './lines/several.ts';
import { SPLIT } from './lines/split.ts';
import type { NativeRecord } from './record.ts';
import type { Chain } from './score.ts';
import { figures, score } from './score.ts';
import { GUILTY_KINDS } from './truth.ts';

const SEEDS = [1, 2, 3, 4, 5];
const written = (records: readonly NativeRecord[]): string =>
  records.map((each) => `${JSON.stringify(each)}\n`).join('');

test.each(SEEDS)('the company of seed %i is the same each time, and another seed gives another', (seed) => {
  // Digests, for the difference of two companies is too long to be shown.
  const [one, again, other] = [seed, seed, seed + 1].map((each) => hash('sha256', JSON.stringify(makeCompany(each))));
  expect(again).toBe(one);
  expect(other).not.toBe(one);
});

test.each(SEEDS)('every kind of story and of look-alike is in the company of seed %i', (seed) => {
  const { truth, records } = makeCompany(seed);
  expect(GUILTY_KINDS.filter((kind) => !truth.stories.some((story) => story.kind === kind))).toEqual([]);
  expect(Object.keys(INNOCENT).filter((kind) => !truth.innocent.some((each) => each.kind === kind))).toEqual([]);
  const kinds = new Set(records.map(({ kind }) => kind));
  const needed = [
    'employee',
    'customer',
    'company',
    'agreement',
    'acknowledgement',
    'ownership',
    'permission',
    'access',
  ];
  const further = [
    'chat',
    'call',
    'email',
    'deal',
    'transfer',
    'handover',
    'declaration',
    'approval',
    'calendar',
    'claim',
  ];
  expect([...needed, ...further].filter((kind) => !kinds.has(kind))).toEqual([]);
});

test.each(SEEDS)('who is guilty in the company of seed %i is in no look-alike, and is guilty once', (seed) => {
  const { stories, innocent } = makeCompany(seed).truth;
  const guilty = stories.map(({ employee }) => employee);
  expect(new Set(guilty).size).toBe(guilty.length);
  expect(innocent.filter(({ employee }) => guilty.includes(employee))).toEqual([]);
});

test('every record of five seeds is taken', { timeout: 240_000 }, async () => {
  const data = dataFolder();
  const folder = join(data, 'companies');
  mkdirSync(folder, { recursive: true });
  const counts = SEEDS.map((seed) => {
    const { records } = makeCompany(seed);
    writeFileSync(join(folder, `seed-${seed}.ndjson`), written(records));
    return records.length;
  });
  const { lines } = await zlHere(['import', folder, '--dry-run', '--json', '--data', join(data, 'data')]);
  const told = lines.slice(0, SEEDS.length).map(({ found, quarantined, reasons }) => ({ found, quarantined, reasons }));
  expect(told).toEqual(counts.map((found) => ({ found, quarantined: 0, reasons: [] })));
  rmSync(data, { recursive: true, force: true });
});

test('the generator takes nothing from the product or the demo', () => {
  const files = globSync('**/*.ts', { cwd: import.meta.dirname }).filter((file) => !file.endsWith('.test.ts'));
  const taken = files.flatMap((file) =>
    [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/from '([^']+)'/g)]
      .map(([, from = '']) => normalize(join(dirname(file), from)))
      .filter((from) => from.startsWith('..')),
  );
  expect(files.length).toBeGreaterThan(30);
  expect(taken).toEqual([]);
});

test('each bank of words holds twenty-five different ones', () => {
  const banks = [
    PERCENT,
    FIXED,
    SPLIT,
    SEVERAL,
    KIN_ACCOUNT,
    LIST,
    OWN_COMPANY,
    CUSTOMER_PAYS,
    DISGUISED.map(({ script }) => script),
  ];
  for (const bank of banks) expect(new Set(bank).size).toBeGreaterThanOrEqual(25);
});

test('a duplicate of one story counts once, another beneficiary and an innocent employee each', () => {
  const { truth } = makeCompany(1);
  const [story] = truth.stories.filter(({ kind }) => kind === 'percent');
  const [bystander] = truth.innocent;
  if (story?.beneficiary == null || bystander === undefined) throw new Error('the company has both');
  const { employee, customers, beneficiary } = story;
  const chain = (id: string, ref: string, name: string, own: readonly string[]): Chain => ({
    id,
    employee: { ref },
    customers: own.map((each) => ({ ref: each })),
    outside: name === '' ? [] : [{ name }],
    strength: 'medium',
    links: [],
  });
  const right = chain('right', employee, beneficiary.names[0] ?? '', customers);
  const extra = [
    chain('twice', employee, '', customers),
    chain('thrice', employee, '别的公司', customers),
    chain('elsewhere', employee, '别的公司', ['C0']),
    chain('wronged', bystander.employee, '别的公司', ['C0']),
  ];
  const { outcomes, falses } = score(truth, [...extra, right], [...extra, right]);
  expect(outcomes.filter((each) => each.chain !== undefined).map((each) => each.chain?.id)).toEqual(['right']);
  expect(falses.map(({ kind }) => kind)).toEqual(['duplicate', 'wrong-beneficiary', bystander.kind]);
  const [row] = figures([{ outcomes, falses, chains: 5 }]).filter(({ kind }) => kind === 'percent');
  expect(row).toMatchObject({ found: 1, told: 1, customers: 1, promised: 0, received: 0 });
});
