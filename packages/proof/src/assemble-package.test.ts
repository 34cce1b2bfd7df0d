import { expect, test } from 'vitest';
import type { ItemParts, PackageParts } from './assemble-package.ts';
import { PackageError } from './decode.ts';
import { bindFile, decodePackageBody } from './package-body.ts';
import { samplePackage, sampleTrust } from './testkit.ts';
import { utf8Of } from './utf8.ts';
import { verifyZip } from './verify.ts';

const changed = (change: (parts: PackageParts) => PackageParts) => () => samplePackage({ parts: change });
const first = ({ items }: PackageParts): ItemParts => {
  const [item] = items;
  if (item === undefined) throw new Error('the sample has changed');
  return item;
};

const REFUSED: readonly (readonly [string, (parts: PackageParts) => PackageParts])[] = [
  ['an item twice', (parts) => ({ ...parts, items: [first(parts), ...parts.items] })],
  [
    'two reconstructions',
    ({ items, ...rest }) => ({
      ...rest,
      items: [
        ...items,
        ...items
          .filter(({ entry }) => entry.type === 'reconstruction')
          .map((item) => ({ ...item, entry: { ...item.entry, index: 0 } })),
      ],
    }),
  ],
  ['an item of a log without checkpoint', (parts) => ({ ...parts, logs: parts.logs.slice(1) })],
  ['an id with other characters', (parts) => ({ ...parts, id: '../x' })],
  ['an origin of another form', (parts) => ({ ...parts, origin: 'zhenglian' })],
  [
    'an original with a climbing extension',
    (parts) => ({ ...parts, items: [{ ...first(parts), original: { extension: '/../x', bytes: utf8Of('') } }] }),
  ],
];

test.each(REFUSED)('a package is not made with %s', (_, change) => {
  expect(changed(change)).toThrow(PackageError);
});

test('the original of an item with masked places is refused, since it would show what was masked', () => {
  const change = (parts: PackageParts): PackageParts => ({
    ...parts,
    items: parts.items.map((item) =>
      'fields' in item.disclosure ? { ...item, original: { extension: 'json', bytes: utf8Of('x') } } : item,
    ),
  });
  expect(() => samplePackage({ masked: new Set(['/body/text']), parts: change })).toThrow('masked places');
});

const bound = (path: string) => bindFile(path, utf8Of('x'));

test.each([
  ['out of order', [bound('b'), bound('a')]],
  ['twice', [bound('a'), bound('a')]],
  ['that proves the entry itself', [bound('proof/entry.json')]],
  ['without one of its digests', [{ path: 'a', sizeBytes: 1, sha256: bound('a').sha256 }]],
  ['of a negative size', [{ ...bound('a'), sizeBytes: -1 }]],
])('the body of a package entry is refused with a file %s', (_, files) => {
  expect(() => decodePackageBody({ id: 'a', profile: 'b', files })).toThrow(PackageError);
});

test('the same parts give the same bytes', () => {
  expect(samplePackage().zip).toEqual(samplePackage().zip);
});

test('a package of items of a single log without the log of the package entry needs no consistency proof', () => {
  const { files, zip } = samplePackage({
    parts: (parts) => ({
      ...parts,
      logs: parts.logs.filter(({ log }) => log === 'crm'),
      items: parts.items.filter(({ entry }) => entry.log === 'crm'),
    }),
    proof: (proof) => ({ ...proof, consistency: null }),
  });
  expect([...files.keys()].some((path) => path.startsWith('proof/consistency/'))).toBe(false);
  const { verdict, checks } = verifyZip(zip, sampleTrust);
  expect(verdict).toBe('pass');
  expect(checks.some(({ id }) => id === 'log.consistent.main')).toBe(false);
  expect(checks.some(({ id }) => id === 'log.signature.main')).toBe(true);
});
