import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder, zlHere } from '../setup/server.ts';
import { makeCompany } from './generate.ts';
import type { Chain } from './score.ts';
import { score } from './score.ts';
import { makeSecond } from './second/make.ts';
import type { Truth } from './truth.ts';

/** One company of either writer; `npm run -s score-chains` measures as many as one likes. */
const companies: readonly (readonly [string, () => { readonly records: readonly object[]; readonly truth: Truth }])[] =
  [
    ['the first writer, seed 31', () => makeCompany(31)],
    // The second writer's kinds have names of their own; nothing here asks for them.
    ['the second writer, seed 7', () => makeSecond(7) as unknown as ReturnType<typeof makeCompany>],
  ];

test.each(companies)('nobody innocent and nearly every story is found in the company of %s', async (_name, make) => {
  const { records, truth } = make();
  const data = dataFolder();
  mkdirSync(data, { recursive: true });
  const file = join(data, 'records.ndjson');
  writeFileSync(file, records.map((each) => `${JSON.stringify(each)}\n`).join(''));
  const told = await zlHere(['import', file, '--json', '--data', join(data, 'data')]);
  expect(told.lines.at(-1)).toMatchObject({ total: { found: records.length, quarantined: 0 } });
  const { lines } = await zlHere(['chains', '--json', '--min', 'medium', '--data', join(data, 'data')]);
  // What the command prints is what the scorer reads.
  const { outcomes, falses } = score(truth, lines as unknown as readonly Chain[], []);
  expect(falses.map(({ kind, chain }) => `${kind}: ${chain.employee.ref}`)).toEqual([]);
  const due = outcomes.filter(({ story }) => story.expects !== 'weak');
  const missed = due.filter(({ chain }) => chain === undefined).map(({ story }) => story.kind);
  expect(missed.length).toBeLessThanOrEqual(Math.floor(due.length / 10));
  rmSync(data, { recursive: true, force: true });
});
