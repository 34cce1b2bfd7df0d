import { expect, test } from 'vitest';
import { generate, TRUTH_FILE } from './generate.ts';
import { archivedOf, nativeOf, truthOf } from './read-files.ts';

const SEEDS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const names = (seed: number) =>
  nativeOf(generate(seed))
    .filter(({ kind }) => kind === 'employee')
    .map(({ body }) => body.name);

test('the same seed gives the same bytes', () => {
  expect([...generate(7)]).toEqual([...generate(7)]);
});

test('another seed changes names, sums and the order of lines', () => {
  expect(names(2)).not.toEqual(names(3));
  expect(new Set(SEEDS.map((seed) => truthOf(generate(seed)).chains[0]?.received.minor)).size).toBeGreaterThan(6);
  expect(new Set(SEEDS.map((seed) => nativeOf(generate(seed))[0]?.externalId)).size).toBeGreaterThan(6);
});

test('the promise is spelt in many ways', () => {
  const promises = SEEDS.map((seed) => {
    const files = generate(seed);
    const truth = truthOf(files).chains[0];
    const employee = nativeOf(files).find(
      ({ kind, body }) => kind === 'employee' && body.name === truth?.employee.name,
    );
    const userid = employee?.body.handles.find((h: { system: string }) => h.system === 'wecom')?.ref;
    return archivedOf(files).find((m) => m.from === userid && /返点|好处费/.test(m.text?.content ?? ''))?.text.content;
  });
  expect(promises).not.toContain(undefined);
  const values = promises.map((words) => words?.match(/[\d一二三四五六七八九十百两万千¥%]+[^,]*$/)?.[0]);
  expect(new Set(values).size).toBeGreaterThan(7);
});

test('seed 1 plays under the well-known names', () => {
  const { chains } = truthOf(generate(1));
  expect(chains.map(({ employee, outside }) => [employee.name, outside.name])).toEqual([
    ['张三', '华晟科技有限公司'],
    ['李某', expect.any(String)],
  ]);
  expect(chains.map(({ received }) => received.minor)).toEqual(['2000000', '2000000']);
});

test.each(SEEDS)('seed %i counts its records, 400 to 900 of them', (seed) => {
  const files = generate(seed);
  const { counts } = truthOf(files);
  const found = [...files]
    .filter(([path]) => path !== TRUTH_FILE)
    .map(([path, text]) => [path, text.trimEnd().split('\n').length]);
  expect(counts).toEqual(Object.fromEntries(found));
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  expect(total).toBeGreaterThan(400);
  expect(total).toBeLessThan(900);
});

test('what is no seed is refused', () => {
  for (const wrong of [-1, 1.5, Number.NaN]) expect(() => generate(wrong)).toThrow('a seed is a whole number from 0');
});
