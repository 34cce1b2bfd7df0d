import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readZip } from '@zhenglian/proof';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PackageParts } from '../../packages/proof/src/assemble-package.ts';
import { commit } from '../../packages/proof/src/commitment.ts';
import { disclose } from '../../packages/proof/src/disclosure.ts';
import type { Body } from '../../packages/proof/src/fields.ts';
import { FIRST_INSTANT, samplePackage, sampleSalt } from '../../packages/proof/src/testkit.ts';
import { showChains } from '../../packages/server/src/chain/show.ts';
import type { DocumentParts } from '../../packages/server/src/export/documents/facts.ts';
import { renderApart } from '../../packages/server/src/export/documents/render-apart.ts';
import { renderDocuments } from '../../packages/server/src/export/documents/render-documents.ts';
import { exportChain } from '../../packages/server/src/export/export-chain.ts';
import { readPackage } from '../../packages/server/src/export/read-package.ts';
import { openSigner } from '../../packages/server/src/export/signer.ts';
import type { Product } from '../../packages/server/src/wiring/product.ts';
import { bringUp } from '../../packages/server/src/wiring/run.ts';
import { importedCompany } from '../setup/company.ts';
import { flawsOf, hasPoppler, pagesOf, textOf } from '../setup/pdf-pages.ts';
import { certificateAuthority } from '../setup/signers.ts';

const NAMES = ['data/00-首页.pdf', 'data/01-证据目录.pdf', 'data/02-电子数据清单.pdf', 'data/03-证据报告.pdf'] as const;
const [COVER, CATALOGUE, DATA, REPORT] = NAMES;
const has = (tool: string) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;

const NOBODY = {
  employee: { ref: null, handle: { system: 'wecom', ref: 'zhangsan' } },
  customers: [],
  outside: [],
} as const;

/** Parts of a package of these records alone. */
function partsOf(bodies: readonly Body[]): DocumentParts {
  const taken: PackageParts[] = [];
  samplePackage({
    parts(sample) {
      taken.push(sample);
      return sample;
    },
  });
  const [sample] = taken;
  if (sample === undefined) throw new Error('a sample has parts');
  const items = bodies.map((body, index) => {
    const salt = sampleSalt('main', index);
    const recordedAt = FIRST_INSTANT + index;
    const commitment = commit(body, salt);
    return {
      entry: {
        format: 1 as const,
        log: 'main',
        index,
        recordedAt,
        type: 'record' as const,
        delivery: null,
        commitment,
      },
      ...{ role: 'said', title: 'x', disclosure: disclose(body, salt, new Set()), path: [] },
    };
  });
  const { documents: _, ...rest } = sample;
  return { ...rest, items, attested: [], signing: { signers: [], stampedBy: [] }, story: NOBODY };
}

const chat = (externalId: string, text: string): Body => ({
  ...{ v: 1, kind: 'chat', source: 'wecom', externalId, occurredAt: FIRST_INSTANT, precision: 'second' },
  ...{ basis: 'work-system' },
  body: {
    ...{ conversation: 'c1', form: 'text', text },
    ...{ from: { system: 'wecom', ref: 'zhangsan' }, to: [{ system: 'wecom', ref: 'wmLiSi' }] },
  },
});

const hostile = [
  '#panic("no") ] * \\ $x^2$ `raw` <label> @ref // /* [ _a_ = b',
  '"}) #import "/etc/passwd": *',
  'x'.repeat(150),
  '昵称很长'.repeat(30),
  'https://example.com/a/very/long/path?with=many&parameters=and-values-that-go-on-and-on-and-on',
  'abc\u202egpj.exe \u200f\u0007\u200b',
  '𠮷野家 㐂 龘 😂 👍🏽 👨‍👩‍👧 ①→€',
  'a\r\nb\n\nc',
];

describe('documents', () => {
  test('the same facts give the same bytes', async () => {
    const parts = partsOf(hostile.map((text, i) => chat(`m${i}`, text)));
    const [first, second] = await Promise.all([renderDocuments(parts), renderDocuments(parts)]);
    for (const name of NAMES)
      expect(Buffer.compare(first.get(name) ?? new Uint8Array(0), second.get(name) ?? new Uint8Array(1))).toBe(0);
  });

  test.each([
    ['an unassigned code point', '甲\u0378', 'U+0378'],
    ['a private one', '甲\ue000', 'U+E000'],
    ['a rare character that no font has', '甲\u{323af}', 'U+323AF'],
  ])('are refused with %s, which is named with its place', async (_what, text, character) => {
    await expect(renderDocuments(partsOf([chat('m1', text)]))).rejects.toMatchObject({
      code: 'document.glyph_missing',
      details: { character, document: expect.stringMatching(/^data\/0\d-/), field: 'timeline[0].what' },
    });
  });

  test('that cannot be set are an error, and the next ones are set', async () => {
    const page = { path: COVER, title: 'x', at: 0, data: {} };
    await expect(renderApart([{ ...page, source: '#panic()' }])).rejects.toThrow('cannot be set');
    expect((await renderApart([{ ...page, source: 'a' }])).size).toBe(1);
  });

  test.skipIf(!hasPoppler)('show hostile text as text, inside its cells (needs poppler-utils)', async () => {
    const long = 'A1b2-'.repeat(50).slice(0, 250);
    const made = await renderDocuments(partsOf(hostile.map((text, i) => chat(i === 0 ? long : `m${i}`, text))));
    const text = textOf(made.get(CATALOGUE) ?? new Uint8Array(0));
    expect(text).toContain('#panic("no")]*\\$x^2$`raw`<label>@ref///*[_a_=b');
    expect(text).toContain('abc〔U+202E〕gpj.exe〔U+200F〕〔U+0007〕〔U+200B〕');
    expect(text).toContain('𠮷野家');
    for (const name of NAMES) expect(flawsOf(made.get(name) ?? new Uint8Array(0))).toEqual([]);
  });

  test.skipIf(!hasPoppler)('repeat the head of a table on every page (needs poppler-utils)', async () => {
    const made = await renderDocuments(partsOf(Array.from({ length: 60 }, (_, i) => chat(`m${i}`, `第${i}句`))));
    const pdf = made.get(CATALOGUE) ?? new Uint8Array(0);
    const pages = pagesOf(pdf);
    expect(pages.length).toBeGreaterThan(3);
    expect(textOf(pdf).match(/证据种类/g)).toHaveLength(pages.length);
    for (const { width, height } of pages) expect(width).toBeGreaterThan(height);
  });
});

describe('the documents of the sample company', () => {
  let product: Product;
  let data: string;
  let files: ReadonlyMap<string, Uint8Array>;
  const pdf = (name: string): Uint8Array => files.get(name) ?? new Uint8Array(0);

  beforeAll(async () => {
    ({ product, data } = await importedCompany());
    await bringUp(product);
    const operator = { id: 'test', role: 'operator' } as const;
    const [chain] = await showChains(product.ledger, operator, 'strong');
    const signers = [];
    if (has('openssl')) {
      const { name, certificate, key } = certificateAuthority(data)('王芳', 'p-256');
      writeFileSync(join(data, 'signers.json'), JSON.stringify([{ name, certificate, key }]));
      const { signersOf } = await import('../../packages/server/src/config/signers.ts');
      signers.push(...signersOf(join(data, 'signers.json')).map((each) => openSigner(each, [])));
    }
    const { id } = await exportChain({ ...product, signers }, operator, chain?.id ?? '', 'internal-report');
    files = readZip(await readPackage(product, operator, id));
  });
  afterAll(async () => {
    await product.close();
    rmSync(data, { recursive: true, force: true });
  });

  test('are in its package, which passed its own check', () => {
    for (const name of NAMES) expect(Buffer.from(pdf(name).subarray(0, 5)).toString()).toBe('%PDF-');
  });

  test.skipIf(!hasPoppler)('say what is known and leave blank what is not (needs poppler-utils)', () => {
    const cover = textOf(pdf(COVER));
    expect(cover).toContain('证据材料');
    expect(cover).toMatch(/5利益或损失13、16、18/);
    expect(cover).toMatch(/6程序本卷未收/);
    expect(cover).toContain('共19项证据');
    expect(cover).toContain('未附第三方时间戳或存证回执');
    expect(cover).not.toMatch(/充分|zhenglian|证链系统/i);
    const catalogue = textOf(pdf(CATALOGUE));
    expect(catalogue).toContain('一主体与劳动关系');
    expect(catalogue).toContain('八固定与核验');
    expect(catalogue).toContain('“我介绍你到华晟公司买产品');
    const report = textOf(pdf(REPORT));
    expect(report).toContain('张三');
    expect(report).toContain('华晟科技有限公司');
    expect(report).toContain(has('openssl') ? '依次以PAdES签名' : '本报告未签名');
  });

  test.skipIf(!hasPoppler)('list the digests of the files as they are (needs poppler-utils)', async () => {
    const { createHash } = await import('node:crypto');
    const text = textOf(pdf(DATA));
    const originals = [...files].filter(([path]) => path.startsWith('data/originals/'));
    expect(originals.length).toBeGreaterThan(10);
    for (const [path, bytes] of originals) {
      expect(text).toContain(path);
      for (const name of ['sha256', 'sm3']) {
        const hex = createHash(name).update(bytes).digest('hex');
        expect(text).toContain(hex.slice(0, 32));
        expect(text).toContain(hex.slice(32));
      }
    }
  });

  test.skipIf(!hasPoppler)('are numbered page by page, with nothing outside or on top (needs poppler-utils)', () => {
    for (const name of NAMES) {
      const text = textOf(pdf(name));
      const total = pagesOf(pdf(name)).length;
      for (let page = 1; page <= total; page++) expect(text).toContain(`第${page}页共${total}页`);
      expect(flawsOf(pdf(name))).toEqual([]);
    }
  });

  test.skipIf(!has('pdfsig') || !has('openssl'))('carry the signature of the report (needs pdfsig and openssl)', () => {
    writeFileSync(join(data, 'report.pdf'), pdf(REPORT));
    const { stdout } = spawnSync('pdfsig', ['-nocert', join(data, 'report.pdf')], { encoding: 'utf8' });
    expect(stdout.match(/Signature is Valid\./g)).toHaveLength(1);
  });
});
