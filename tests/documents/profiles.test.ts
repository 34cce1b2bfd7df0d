import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Canonical, Files, PackageDescription } from '@zhenglian/proof';
import { decodeTrust, readZip, verifyZip } from '@zhenglian/proof';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { profileZhCN } from '../../packages/console/src/words/profile.zh-CN.ts';
import { showChains } from '../../packages/server/src/chain/show.ts';
import { exportChain } from '../../packages/server/src/export/export-chain.ts';
import type { Profile } from '../../packages/server/src/export/profile.ts';
import { PROFILES } from '../../packages/server/src/export/profile.ts';
import { readPackage } from '../../packages/server/src/export/read-package.ts';
import { trustFile } from '../../packages/server/src/ledger/checkpoint.ts';
import type { Product } from '../../packages/server/src/wiring/product.ts';
import { bringUp } from '../../packages/server/src/wiring/run.ts';
import { importedCompany } from '../setup/company.ts';
import { importPath } from '../setup/import.ts';
import { flawsOf, hasPoppler, textOf } from '../setup/pdf-pages.ts';

const OURS = { v: 1, source: 'hr-desk', basis: 'work-system', occurredAt: '2026-03-20T10:00:00+08:00' };
const zhangsan = { system: 'hr', ref: 'E001' };
/** What the employee says in the inquiry, and what somebody else says, with whom they name. */
const MORE = [
  {
    ...{ ...OURS, kind: 'testimony', externalId: 'own-statement' },
    body: {
      by: zhangsan,
      about: [{ system: 'company', ref: '华晟科技有限公司' }],
      form: 'written',
      text: '我没有收好处费,这是借款。',
    },
  },
  {
    ...{ ...OURS, kind: 'document', externalId: 'interview' },
    body: { type: 'minutes', about: [zhangsan], title: '调查谈话笔录', text: '问:是否收到款项?答:收到,是借款。' },
  },
  {
    ...{ ...OURS, kind: 'document', externalId: 'opinion' },
    body: { type: 'union-opinion', about: [zhangsan, { system: 'hr', ref: 'E015' }], title: '工会意见' },
  },
  {
    ...{ ...OURS, kind: 'testimony', externalId: 'colleague' },
    body: {
      by: { system: 'hr', ref: 'E020', name: '欧阳见证' },
      about: [zhangsan],
      form: 'written',
      text: '听欧阳见证说过这件事。',
    },
  },
] as const;

type Field = { readonly path: string; readonly value?: Canonical; readonly digest?: string };
type Package = { readonly zip: Uint8Array; readonly files: Files; readonly text: string };
const packages = new Map<Profile, Package>();
const built = (profile: Profile): Package => {
  const found = packages.get(profile);
  if (found === undefined) throw new Error(`no package for ${profile}`);
  return found;
};
const json = <T>(files: Files, path: string): T =>
  JSON.parse(Buffer.from(files.get(path) ?? new Uint8Array(0)).toString()) as T;
const described = (profile: Profile) => json<PackageDescription>(built(profile).files, 'data/package.json');
const bodiesOf = (profile: Profile) =>
  [...built(profile).files.keys()].filter((path) => path.startsWith('data/bodies/'));
const fieldsIn = (profile: Profile, path: string): readonly Field[] =>
  json<{ fields?: Field[] }>(built(profile).files, path).fields ?? [];

/** Everything a reader of the files sees, blanks left out, pages of documents included. */
const textIn = (files: Files): string =>
  [...files]
    .map(([path, bytes]) => {
      if (!path.endsWith('.pdf')) return Buffer.from(bytes).toString();
      return hasPoppler ? textOf(bytes) : '';
    })
    .join('\n')
    .replaceAll(/[ \f]/g, '');

let product: Product;
let data: string;
/** 仲裁卷 of a chain that an approval explains. */
let explained: Files;
let trust: ReturnType<typeof decodeTrust>;

beforeAll(async () => {
  ({ product, data } = await importedCompany());
  const file = join(data, 'more.ndjson');
  writeFileSync(file, MORE.map((each) => `${JSON.stringify(each)}\n`).join(''));
  await importPath(product.intake, file);
  await bringUp(product);
  const operator = { id: 'test', role: 'operator' } as const;
  const [chain] = await showChains(product.ledger, operator, 'strong');
  for (const profile of PROFILES) {
    const { id } = await exportChain(product, operator, chain?.id ?? '', profile);
    const zip = await readPackage(product, operator, id);
    const files = readZip(zip);
    packages.set(profile, { zip, files, text: textIn(files) });
  }
  const weak = (await showChains(product.ledger, operator, 'weak')).find(({ rivals }) =>
    rivals.some(({ outcome }) => outcome === 'explains'),
  );
  const { id } = await exportChain(product, operator, weak?.id ?? '', 'arbitration');
  explained = readZip(await readPackage(product, operator, id));
  trust = decodeTrust(await trustFile(product.ledger, []));
}, 120_000);
afterAll(async () => {
  await product.close();
  rmSync(data, { recursive: true, force: true });
});

const atPath = (body: Canonical, path: string): Canonical =>
  path
    .split('/')
    .slice(1)
    .reduce<Canonical>((value, name) => (value as { readonly [name: string]: Canonical })[name] ?? null, body);

const leavesOf = (value: Canonical): readonly string[] => {
  if (typeof value === 'string') return [value];
  return value === null || typeof value !== 'object'
    ? []
    : Object.values(value).flatMap((each: Canonical) => leavesOf(each));
};

describe.each(PROFILES)('a package for %s', (profile) => {
  test('passes, and what is masked is said to be', () => {
    const { verdict, checks } = verifyZip(built(profile).zip, trust);
    expect(verdict).toBe('pass');
    const masked = bodiesOf(profile).filter((path) => fieldsIn(profile, path).length > 0);
    expect(checks.filter(({ outcome }) => outcome === 'masked')).toHaveLength(masked.length);
    expect(masked.length > 0).toBe(!['internal-report', 'police'].includes(profile));
  });

  test('shows nothing masked anywhere, and names each masked place and the original that is kept', () => {
    const { files, text } = built(profile);
    const { leftOut, items } = described(profile);
    for (const path of bodiesOf(profile)) {
      const masked = fieldsIn(profile, path).filter(({ digest }) => digest !== undefined);
      if (masked.length === 0) continue;
      const whole = json<{ body?: Canonical }>(built('internal-report').files, path).body ?? null;
      for (const { path: place } of masked) {
        const [, , log, index] = path.replace('.json', '').split('/');
        const said = leftOut.find(({ what }) => what.includes(` ${log}:${index} `));
        expect(said?.what.split(/[ 、]/)).toContain(place);
        const original = built('internal-report').files.has(`data/originals/${log}/${index}.json`);
        if (original) expect(said?.why).toMatch(/其 SHA-256 为 [0-9a-f]{64},留存备庭审核对/);
        expect(files.has(`data/originals/${log}/${index}.json`)).toBe(false);
        expect(items.find((each) => each.log === log && String(each.index) === index)?.original).toBeUndefined();
        const telling = leavesOf(atPath(whole, place)).filter((leaf) => leaf.length >= 4 && !NAMES_OF_FIELDS.has(leaf));
        for (const leaf of telling) expect(text, `${path} ${place}`).not.toContain(leaf.replaceAll(' ', ''));
      }
    }
  });

  test.skipIf(profile === 'internal-report')('holds no strength, other explanation or severity', () => {
    const { text, files } = built(profile);
    expect(text).not.toMatch(/strength|rivals|severity|相互印证|其他解释|尚需办理/i);
    expect([...files.keys()].join()).not.toMatch(/reconstruction/);
    expect(new Set(described(profile).items.map(({ type }) => type))).toEqual(new Set(['record', 'delivery']));
  });
});

/** Values inside masked fields that name a system or a column and nobody. */
const NAMES_OF_FIELDS = new Set(['name', 'phone', 'wecom', 'email', 'company', 'legal-representative']);

test('the console knows the same profiles', () => {
  expect(Object.keys(profileZhCN.profile.name)).toEqual(PROFILES);
  expect(Object.keys(profileZhCN.profile.leavesOut)).toEqual(PROFILES);
});

test('仲裁卷 holds the statements of the employee whole, though the chain does not rest on them', () => {
  const { items } = described('arbitration');
  for (const id of ['own-statement', 'interview']) {
    const item = items.find(({ title }) => title.endsWith(`hr-desk:${id}`));
    expect(item?.original).toBeDefined();
    expect(built('arbitration').files.has(item?.original ?? '')).toBe(true);
  }
  if (hasPoppler) expect(built('arbitration').text).toContain('我没有收好处费');
});

test.skipIf(!hasPoppler)('documents say what is shown and cover the rest (needs poppler-utils)', () => {
  expect(built('employee').text).toContain('“我介绍你到华晟公司买产品');
  expect(built('employee').text).toContain('附遮盖清单');
  expect(built('union').text).toContain('对客户资料的操作：〔内容有遮盖〕');
  expect(built('internal-report').text).toContain('相互印证：充分');
  for (const profile of ['arbitration', 'employee'] as const)
    for (const [path, bytes] of built(profile).files)
      if (path.endsWith('.pdf')) expect(flawsOf(bytes), path).toEqual([]);
});

test('仲裁卷 holds what explains the chain, whole', () => {
  const { items } = json<PackageDescription>(explained, 'data/package.json');
  const approvals = items.filter(({ title }) => title.startsWith('审批记录'));
  expect(approvals.length).toBeGreaterThan(0);
  for (const { original } of approvals) expect(explained.has(original ?? '')).toBe(true);
});

test('each profile shows whom it should, and nobody else', () => {
  const other = '百川实业有限公司';
  expect(built('internal-report').text).toContain(other);
  for (const profile of ['arbitration', 'civil', 'union', 'employee'] as const)
    expect(built(profile).text).not.toContain(other);
  for (const profile of ['arbitration', 'civil', 'police'] as const) expect(built(profile).text).toContain('"E018"');
  for (const profile of ['union', 'employee'] as const) {
    expect(built(profile).text).not.toContain('"E018"');
    expect(built(profile).text).not.toContain('欧阳见证');
    expect(built(profile).text).not.toMatch(/wmI[A-Za-z]+/);
    expect(built(profile).text).not.toContain('曾敏');
  }
});
