import { expect, test } from 'vitest';
import { samplePackage, sampleTrust } from '../testkit.ts';
import { utf8Of } from '../utf8.ts';
import { runVerify } from './verify.ts';

const { zip } = samplePackage();
const at = Math.floor(zip.length / 2);
const FILES: { readonly [path: string]: Uint8Array } = {
  'good.zip': zip,
  'flipped.zip': zip.with(at, (zip[at] ?? 0) ^ 1),
  'cut.zip': zip.subarray(0, at),
  'text.zip': utf8Of('not a zip'),
  'empty.zip': new Uint8Array(0),
  'trust.json': utf8Of(JSON.stringify(sampleTrust)),
  'broken.json': utf8Of('{'),
  'other.json': utf8Of('{"v":2}'),
};

function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const read = (path: string): Uint8Array => {
    const bytes = FILES[path];
    if (bytes === undefined) throw new Error('ENOENT');
    return bytes;
  };
  const code = runVerify(args, { now: Date.now(), read, out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out, err };
}

test('with trust a good package is passed: exit 0, a JSON line for every check and one for the verdict', () => {
  const { code, out } = run('good.zip', '--trust', 'trust.json', '--json');
  const lines = out.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(code).toBe(0);
  expect(lines.at(-1)).toEqual({ verdict: 'pass' });
  for (const line of lines.slice(0, -1)) expect(Object.keys(line)).toEqual(['id', 'title', 'outcome', 'because']);
});

test('without trust the verdict is incomplete: exit 3', () => {
  const { code, out } = run('good.zip', '--json');
  expect(code).toBe(3);
  expect(out.at(-1)).toBe('{"verdict":"incomplete"}');
});

test.each(['flipped.zip', 'cut.zip'])(
  'a package that was changed or cut fails, with the check named: exit 1 (%s)',
  (file) => {
    const { code, out } = run(file, '--trust=trust.json', '--json');
    expect(code).toBe(1);
    expect(out[0]).toContain('"id":"package.readable"');
    expect(out.at(-1)).toBe('{"verdict":"fail"}');
  },
);

test('people read whether the content changed since it was fixed, and no more', () => {
  const { out } = run('good.zip', '--trust', 'trust.json');
  expect(out.at(-1)).toBe('自 2026-03-02 10:15:02 +08:00 固定后未改变:是');
  expect(run('good.zip').out.at(-1)).toBe('自 2026-03-02 10:15:02 +08:00 固定后未改变:未检验');
  expect(run('flipped.zip').out.at(-1)).toBe('固定后未改变:否');
});

test.each([
  ['zl: cli.usage: ', []],
  ['zl: cli.usage: ', ['good.zip', 'good.zip']],
  ['zl: cli.usage: ', ['good.zip', '--trust']],
  ['zl: cli.usage: unknown option --fast', ['good.zip', '--fast']],
  ['zl: not_found: ', ['absent.zip']],
  ['zl: not_found: ', ['good.zip', '--trust', 'absent.json']],
  ['zl: request.unsupported_media: ', ['text.zip']],
  ['zl: request.unsupported_media: ', ['empty.zip']],
  ['zl: request.invalid: broken.json is no trust file: not JSON', ['good.zip', '--trust', 'broken.json']],
  ['zl: request.invalid: other.json is no trust file: v is not 1', ['good.zip', '--trust', 'other.json']],
])('what cannot be begun exits 2 and says why in one line: %s', (begin, args) => {
  const { code, out, err } = run(...args);
  expect({ code, out }).toEqual({ code: 2, out: [] });
  expect(err).toHaveLength(1);
  expect(err[0]).toContain(begin);
});
