import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataFolder, zlHere } from '../setup/server.ts';
import { makeCompany } from './generate.ts';
import { complaints, complaintsOf, PARTS } from './recompute-links.ts';
import type { Told } from './recompute-raw.ts';
import { minorOf, readRaw } from './recompute-raw.ts';

const records = makeCompany(1)
  .records.map((each) => `${JSON.stringify(each)}\n`)
  .join('');
const data = dataFolder();
const chains: Told[] = [];

beforeAll(async () => {
  const file = `${data}.ndjson`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, records);
  await zlHere(['import', file, '--json', '--data', data]);
  const { lines } = await zlHere(['chains', '--json', '--min', 'medium', '--data', data]);
  chains.push(...(lines as Told[])); // the contract's page
}, 240_000);
afterAll(() => rmSync(dirname(data), { recursive: true, force: true }));

const holds = ({ links }: Told, type: string, words = ''): boolean =>
  links.some((link) => link.type === type && link.grounds.includes(words));
const KINDS: Readonly<Record<string, (told: Told) => boolean>> = {
  'a share of several deals': (told) => holds(told, 'said-transfer', '% × 成交('),
  'a list taken out and paid at a fixed sum': (told) =>
    holds(told, 'exported-sent') && holds(told, 'said-transfer', '所说¥'),
  'conduct alone, no money': (told) =>
    holds(told, 'accessed', '导出') && holds(told, 'called') && !holds(told, 'payer-company'),
};

function chainOf(kind: string): Told {
  const found = chains.find((told) => KINDS[kind]?.(told));
  if (found === undefined) throw new Error(`no chain of the company holds ${kind}`);
  return found;
}

test.each(Object.keys(KINDS))('every ground of a chain of %s comes out of the records again', (kind) => {
  expect(complaints(chainOf(kind), readRaw(records))).toEqual([]);
});

test('the three chains hold every type of link, and each has its recomputation', () => {
  const types = new Set(Object.keys(KINDS).flatMap((kind) => chainOf(kind).links.map(({ type }) => type)));
  expect([...types].toSorted()).toEqual(Object.keys(PARTS).toSorted());
});

test('a type of link or a sentence that nobody recomputes is a complaint', () => {
  const told = chainOf('a share of several deals');
  const link = { type: 'payer-company', entries: [], grounds: '付款方为熟人。' };
  expect(complaints({ ...told, links: [{ ...link, type: 'guessed' }, link] }, readRaw(records))).toEqual([
    'guessed: no recomputation',
    'payer-company: cannot be recomputed: 付款方为熟人',
  ]);
});

test.each(['deal', 'transfer'])(
  'one fen more in the records of a %s is noticed in every equation it stands in',
  (kind) => {
    const told = chainOf('a share of several deals');
    const raw = readRaw(records);
    const ids = told.links.flatMap(({ entries }) => entries.map((each) => `${each.source}:${each.externalId}`));
    const row = ids.flatMap((id) => raw.get(id) ?? []).find((each) => each.kind === kind);
    if (row === undefined) throw new Error('the chain has deals and payments');
    const changed = records
      .split('\n')
      .map((line) =>
        line.includes(`"externalId":"${row.externalId}"`)
          ? line.replace(`"minor":"${minorOf(row)}"`, `"minor":"${minorOf(row) + 1n}"`)
          : line,
      )
      .join('\n');
    const found = complaints(told, readRaw(changed));
    expect(found.filter((each) => each.includes('实付'))).toHaveLength(2);
    expect(found.every((each) => each.includes('does not come out again'))).toBe(true);
  },
);

test.each(Object.keys(KINDS))('no figure in the grounds of a chain of %s can be another', (kind) => {
  const told = chainOf(kind);
  const raw = readRaw(records);
  const unnoticed = told.links.flatMap((link) =>
    [...link.grounds.matchAll(/\d+/gu)].flatMap(({ 0: figure, index }) => {
      const last = index + figure.length - 1;
      const other = (Number(figure.at(-1)) + 1) % 10;
      const grounds = `${link.grounds.slice(0, last)}${other}${link.grounds.slice(last + 1)}`;
      const isNoticed = complaintsOf({ ...link, grounds }, told, raw).length > 0;
      return isNoticed ? [] : [`${link.type}: ${grounds}`];
    }),
  );
  expect(unnoticed).toEqual([]);
});
