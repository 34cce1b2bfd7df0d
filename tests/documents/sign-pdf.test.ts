import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../packages/server/src/cli/run.ts';
import { readConfig } from '../../packages/server/src/config/config.ts';
import { render } from '../../packages/server/src/export/documents/render.ts';
import { signPdf } from '../../packages/server/src/export/sign-pdf.ts';
import type { Signer } from '../../packages/server/src/export/signer.ts';
import { openSigner } from '../../packages/server/src/export/signer.ts';
import { stampBy } from '../../packages/server/src/export/stamp.ts';
import { timestampAuthorities } from '../../packages/server/src/wiring/outgoing.ts';
import { certificateAuthority, PASSPHRASE } from '../setup/signers.ts';
import type { Authority } from '../setup/timestamp-authority.ts';
import { startAuthority } from '../setup/timestamp-authority.ts';

const has = (tool: string) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
const AT = Date.parse('2026-03-20T02:00:00Z');

let folder: string;
let authority: Authority;
let make: ReturnType<typeof certificateAuthority>;
let env: Record<string, string>;
let signers: readonly Signer[];
let plain: Uint8Array;
let twice: Uint8Array;

const listed = (...list: readonly object[]): string => {
  const file = join(folder, `signers-${list.length}-${Math.random()}.json`);
  writeFileSync(file, JSON.stringify(list));
  return file;
};
const opened = (file: string): readonly Signer[] => {
  const config = readConfig({ ...env, ZHENGLIAN_SIGNERS_FILE: file }, folder);
  return config.signers.map((signer) => openSigner(signer, timestampAuthorities(config)));
};
const sign = (pdf: Uint8Array, signer: Signer) => signPdf(pdf, signer, AT, stampBy(signer));

/** The content of the DER value at `at`, and where the next one begins. */
function valueAt(bytes: Uint8Array, at: number) {
  const first = bytes[at + 1] ?? 0;
  const more = first < 128 ? 0 : first - 128;
  const length = more === 0 ? first : Number(`0x${Buffer.from(bytes.subarray(at + 2, at + 2 + more)).toString('hex')}`);
  return { tag: bytes[at] ?? 0, from: at + 2 + more, to: at + 2 + more + length };
}
const childrenOf = (bytes: Uint8Array, { from, to }: { readonly from: number; readonly to: number }) => {
  const found: (ReturnType<typeof valueAt> & { readonly at: number })[] = [];
  for (let at = from; at < to; at = found.at(-1)?.to ?? to) found.push({ at, ...valueAt(bytes, at) });
  return found;
};

/** What each signature of a file covers, its CMS, its signature value and its timestamp token. */
function signaturesIn(pdf: Uint8Array) {
  const text = Buffer.from(pdf).toString('latin1');
  return [...text.matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]/g)].map(([, ...range]) => {
    const [a = 0, b = 0, c = 0, d = 0] = range.map(Number);
    const padded = Buffer.from(text.slice(a + b + 1, c - 1), 'hex');
    const cms = padded.subarray(0, valueAt(padded, 0).to);
    const signed = childrenOf(cms, childrenOf(cms, valueAt(cms, 0))[1] ?? { from: 0, to: 0 })[0];
    const infos = childrenOf(cms, signed ?? { from: 0, to: 0 }).at(-1);
    const info = childrenOf(cms, childrenOf(cms, infos ?? { from: 0, to: 0 })[0] ?? { from: 0, to: 0 });
    const value = info.find(({ tag }) => tag === 0x04);
    const unsigned = info.find(({ tag }) => tag === 0xa1);
    const attribute = unsigned === undefined ? undefined : childrenOf(cms, unsigned)[0];
    const set = attribute === undefined ? undefined : childrenOf(cms, attribute)[1];
    return {
      covers: Buffer.concat([pdf.subarray(a, a + b), pdf.subarray(c, c + d)]),
      end: c + d,
      cms,
      value: cms.subarray(value?.from, value?.to),
      token: set === undefined ? undefined : cms.subarray(set.from, set.to),
      signedAttributes: Buffer.from(cms.subarray(info[3]?.from, info[3]?.to)).toString('hex'),
    };
  });
}

function openssl(files: Readonly<Record<string, Uint8Array>>, ...args: readonly string[]) {
  const cwd = mkdtempSync(join(folder, 'out-'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(cwd, name), bytes);
  const done = spawnSync('openssl', args, { cwd, encoding: 'utf8' });
  return { ok: done.status === 0, said: `${done.stdout}${done.stderr}` };
}
const cmsVerify = ({ covers, cms }: ReturnType<typeof signaturesIn>[number]) =>
  openssl(
    { covers, cms },
    ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'cms', '-content', 'covers'],
    ...['-CAfile', join(folder, 'root.pem'), '-out', 'content'],
  );

describe.skipIf(!has('openssl'))('a signed report (openssl makes the keys and is the second judge)', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zl-sign-'));
    authority = await startAuthority();
    make = certificateAuthority(folder);
    env = { ZHENGLIAN_CUSTODIANS_FILE: authority.configFile(folder), ZHENGLIAN_OUTGOING_ALLOW: '127.0.0.1' };
    const file = listed(make('王芳', 'rsa-2048'), make('李强', 'p-256', true), make('E003', 'p-384'));
    env = { ...env, ZHENGLIAN_SIGNERS_FILE: file };
    signers = opened(file);
    plain = render('report', '证据报告', AT, { source: '#d.text', data: { text: '第一页' } }).pdf;
    const [first, second] = signers;
    if (first === undefined || second === undefined) throw new Error('two sign');
    twice = await sign(await sign(plain, first), second);
  });
  afterAll(async () => {
    await authority.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => authority.behave({}));

  test('keeps the bytes that were there, so that a second signer keeps the first', () => {
    const [first, second, ...more] = signaturesIn(twice);
    expect(more).toEqual([]);
    expect(Buffer.compare(twice.subarray(0, plain.length), plain)).toBe(0);
    expect(first?.end).toBeLessThan(second?.end ?? 0);
    expect(second?.end).toBe(twice.length);
  });

  test('is accepted by openssl cms for every signer, RSA and ECDSA', async () => {
    const [, , third] = signers;
    if (third === undefined) throw new Error('three sign');
    const all = signaturesIn(await sign(twice, third));
    expect(all).toHaveLength(3);
    for (const each of all) expect(cmsVerify(each)).toMatchObject({ ok: true });
  });

  test('binds the certificate and states no signing time of its own (EN 319 142-1)', () => {
    for (const { signedAttributes } of signaturesIn(twice)) {
      expect(signedAttributes).toContain('060b2a864886f70d010910022f');
      expect(signedAttributes).not.toContain('06092a864886f70d010905');
    }
    expect(Buffer.from(twice).toString('latin1')).toContain('/SubFilter /ETSI.CAdES.detached');
  });

  test('carries a timestamp over each signature value, which openssl ts accepts', () => {
    const all = signaturesIn(twice);
    for (const [i, { value, token = new Uint8Array(0) }] of all.entries()) {
      const verify = (data: Uint8Array) =>
        openssl(
          { token, data },
          ...['ts', '-verify', '-token_in', '-in', 'token', '-data', 'data', '-CAfile', join(folder, 'tsa-1.pem')],
        );
      expect(verify(value)).toMatchObject({ ok: true });
      expect(verify(all[1 - i]?.value ?? new Uint8Array(0)).ok).toBe(false);
    }
  });

  test('is signed without a timestamp where no authority answers', async () => {
    authority.behave({ status: 503 });
    const [first] = signers;
    if (first === undefined) throw new Error('one signs');
    const [only] = signaturesIn(await sign(plain, first));
    expect(only?.token).toBeUndefined();
    expect(only === undefined ? undefined : cmsVerify(only)).toMatchObject({ ok: true });
  });

  test.skipIf(!has('pdfsig'))('is accepted by pdfsig twice, and refused twice with one byte changed', () => {
    const file = join(folder, 'twice.pdf');
    const said = () => spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' }).stdout;
    writeFileSync(file, twice);
    expect(said().match(/Signature is Valid\./g)).toHaveLength(2);
    expect(said()).toContain('王芳');
    const changed = Buffer.from(twice);
    const at = changed.indexOf('stream', 0, 'latin1') + 20;
    changed[at] = (changed[at] ?? 0) ^ 1;
    writeFileSync(file, changed);
    expect(said().match(/Digest Mismatch\./g)).toHaveLength(2);
    for (const each of signaturesIn(changed)) expect(cmsVerify(each).ok).toBe(false);
  });

  test('is signed on another machine by `zl sign-pdf`, with no database', async () => {
    const [from, to] = [join(folder, 'report.pdf'), join(folder, 'signed.pdf')];
    writeFileSync(from, plain);
    const lines: string[] = [];
    const io = { out: (text: string) => void lines.push(text), err: (text: string) => void lines.push(text) };
    expect(await run(['sign-pdf', from, '--signer', '李强', '--out', to], env, io)).toBe(0);
    expect(lines.join('')).toContain('with a timestamp');
    expect(Buffer.compare(readFileSync(from), plain)).toBe(0);
    for (const each of signaturesIn(readFileSync(to))) expect(cmsVerify(each)).toMatchObject({ ok: true });
    expect(await run(['sign-pdf', from, '--signer', '王芳'], env, io)).toBe(0);
    expect(await run(['sign-pdf', from, '--signer', '李强'], env, io)).toBe(0);
    expect(signaturesIn(readFileSync(from))).toHaveLength(2);
    expect(await run(['sign-pdf', from, '--signer', 'nobody'], env, io)).toBe(2);
    writeFileSync(from, 'no PDF');
    expect(await run(['sign-pdf', from, '--signer', '李强'], env, io)).toBe(2);
    expect(lines.join('')).toContain('request.invalid');
    expect(lines.join('')).not.toContain(PASSPHRASE);
  });

  test.each([
    ['a short RSA key', () => [make('短', 'rsa-1024')], 'neither RSA'],
    ['a key of another kind', () => [make('异', 'ed25519')], 'neither RSA'],
    ['a key of somebody else', () => [{ ...make('甲', 'p-256'), key: '王芳.key' }], 'does not belong'],
    ['a passphrase that is missing', () => [{ ...make('乙', 'p-256', true), passphraseFile: undefined }], 'not open'],
    ['a file that is not there', () => [{ ...make('丙', 'p-256'), key: 'nothing.key' }], 'cannot be read'],
    ['one name twice', () => [make('丁', 'p-256'), make('丁', 'p-256')], 'one name'],
    ['no certificate', () => [{ ...make('戊', 'p-256'), certificate: '戊.key' }], 'no certificate'],
  ])('is refused at start with %s', (_what, list, why) => {
    const file = listed(...list());
    expect(() => opened(file)).toThrowError(
      expect.objectContaining({ code: 'config.invalid', message: expect.stringContaining(why) }),
    );
  });

  test('keys and passphrases are printed by nothing', () => {
    const config = readConfig(env, folder);
    const printed = `${inspect(config, { depth: 9, showHidden: true })}${JSON.stringify(config)}${inspect(signers, { depth: 9 })}`;
    expect(printed).not.toContain('canary');
    expect(printed).not.toContain('PRIVATE KEY');
  });
});
