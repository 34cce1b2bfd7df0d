import fc from 'fast-check';
import type { MadeMember } from '../../packages/server/src/intake/pack/testing/make-archive.ts';
import { makeArchive } from '../../packages/server/src/intake/pack/testing/make-archive.ts';
import { seeds, workbookParts } from './corpus.ts';
import type { Change } from './mutate.ts';
import { byteChange, changed, textChange } from './mutate.ts';
import type { Given } from './promises.ts';

let workbooks: Promise<readonly (readonly MadeMember[])[]> | undefined;

/** Names of every extension that somebody might give a file, whatever it holds. */
export const NAMES = [
  ...[
    'x.csv',
    'x.tsv',
    'x.txt',
    'x.xlsx',
    'x.xls',
    'x.zip',
    'x.json',
    'x.ndjson',
    'x.jsonl',
    'x.xml',
    'x.eml',
    'x.mbox',
  ],
  ...['x.sta', 'x.ofx', 'x.qfx', 'x.pdf', 'x', '', 'a/b\\c', '流水.csv'],
] as const;

/** One file, told by how it is made. */
type Case = {
  readonly seed: number;
  readonly changes: readonly Change[];
  readonly packed: 'plain' | 'zip' | 'aes' | 'zipcrypto' | 'workbook';
  /** Changes of the archive around it. */
  readonly outer: readonly Change[];
  /** Another name than its own, and for a workbook which part is changed. */
  readonly name: string | undefined;
  readonly part: number;
  readonly step: number;
};

/** Files of every format, changed in at most so many ways. */
export const cases = (most: number): fc.Arbitrary<Case> =>
  fc.record({
    seed: fc.nat(seeds.length - 1),
    changes: fc.array(textChange(seeds.length), { maxLength: most }),
    packed: fc.oneof(
      { weight: 16, arbitrary: fc.constant('plain' as const) },
      { weight: 2, arbitrary: fc.constant('workbook' as const) },
      { weight: 2, arbitrary: fc.constantFrom('zip' as const, 'aes' as const, 'zipcrypto' as const) },
    ),
    outer: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(byteChange, { maxLength: 2 })),
    name: fc.option(fc.constantFrom(...NAMES), { nil: undefined, freq: 3 }),
    part: fc.nat(6),
    step: fc.constantFrom(37, 150, 700, 3_000),
  });

const PASSWORD = 'p4ss';

/** The file that a case tells of. */
export async function made({ seed, changes, packed, outer, name, part }: Case): Promise<Given> {
  workbooks ??= workbookParts();
  const apply = (bytes: Buffer, all: readonly Change[]) =>
    all.reduce((each, change) => changed(each, change, seeds), bytes);
  const { fileName, bytes } = seeds[seed] ?? { fileName: 'x', bytes: Buffer.alloc(0) };
  const own = name ?? fileName;
  if (packed === 'plain') return { name: own, bytes: apply(bytes, changes), password: undefined };
  if (packed === 'workbook') {
    const all = await workbooks;
    const parts = all[seed % all.length] ?? [];
    const spoilt = parts.map((each, at) =>
      at === part % parts.length ? { ...each, content: apply(Buffer.from(each.content), changes) } : each,
    );
    return {
      name: name ?? 'x.xlsx',
      bytes: apply(await makeArchive(spoilt, { level: 1 }), outer),
      password: undefined,
    };
  }
  const secret =
    packed === 'zip' ? {} : { password: PASSWORD, zipCrypto: packed === 'zipcrypto', encryptionStrength: 1 as const };
  const members = [
    { name: own === '' ? 'x' : own, content: apply(bytes, changes) },
    { name: 'b/second.csv', content: seeds[(seed + 7) % seeds.length]?.bytes ?? bytes },
  ];
  const password = packed === 'zip' ? undefined : part === 0 ? 'wrong' : part === 1 ? undefined : PASSWORD;
  return { name: name ?? 'x.zip', bytes: apply(await makeArchive(members, { level: 1, ...secret }), outer), password };
}
