import { execFileSync, spawnSync } from 'node:child_process';
import type { KeyObject } from 'node:crypto';
import { constants, generateKeyPairSync, hash, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sm2 } from 'sm-crypto-v2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hexOf } from '../bytes.ts';
import { sm3 } from '../sm3.ts';
import { utf8Of } from '../utf8.ts';
import { TokenError } from './asn1.ts';
import { pemOf } from './pem.ts';
import type { Made, Signer, Wishes } from './testkit.ts';
import {
  AUTHORITY,
  algorithm,
  attribute,
  bits,
  DAY,
  essCertId,
  essCertIdV2,
  explicit,
  extension,
  integer,
  makeCertificate,
  makeToken,
  NOON,
  nothing,
  oid,
  purposes,
  STAMPS_ALONE,
  sequence,
  TIME_STAMPING,
  tlv,
  yes,
} from './testkit.ts';
import { readTimeStamp, tokenOf, verifyTimeStamp } from './token.ts';

const DATA = utf8Of('{"at":1768449600000,"epoch":7,"logs":[]}\n');
const bytes = (buffer: Buffer): Uint8Array => new Uint8Array(buffer);
const spkiOf = (key: KeyObject): Uint8Array => bytes(key.export({ type: 'spki', format: 'der' }));
const digests = {
  sha256: { oid: '2.16.840.1.101.3.4.2.1', of: (data: Uint8Array) => bytes(hash('sha256', data, 'buffer')) },
  sha384: { oid: '2.16.840.1.101.3.4.2.2', of: (data: Uint8Array) => bytes(hash('sha384', data, 'buffer')) },
  sha512: { oid: '2.16.840.1.101.3.4.2.3', of: (data: Uint8Array) => bytes(hash('sha512', data, 'buffer')) },
  sm3: { oid: '1.2.156.10197.1.401', of: sm3 },
};
type Digest = keyof typeof digests;

function rsa(bitsOfKey = 2048, digest: Digest = 'sha256', name = '1.2.840.113549.1.1.11'): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bitsOfKey });
  return {
    spki: spkiOf(publicKey),
    algorithm: algorithm(name, nothing),
    digest: digests[digest],
    sign: (message) => bytes(sign(digest, message, privateKey)),
  };
}

function pss(digest: Digest, saltLength: number): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const named = algorithm(digests[digest].oid, nothing);
  const parameters = sequence(
    explicit(0, named),
    explicit(1, algorithm('1.2.840.113549.1.1.8', named)),
    explicit(2, integer(saltLength)),
  );
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return {
    spki: spkiOf(publicKey),
    algorithm: algorithm('1.2.840.113549.1.1.10', parameters),
    digest: digests[digest],
    sign: (message) => bytes(sign(digest, message, { key: privateKey, padding, saltLength })),
  };
}

function ecdsa(namedCurve: string, digest: Digest, name: string): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
  return {
    spki: spkiOf(publicKey),
    algorithm: algorithm(name),
    digest: digests[digest],
    sign: (message) => bytes(sign(digest, message, privateKey)),
  };
}

function edwards(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    spki: spkiOf(publicKey),
    algorithm: algorithm('1.3.101.112'),
    digest: digests.sha512,
    sign: (message) => bytes(sign(null, message, privateKey)),
  };
}

/** Signed by a library of its own, under the identity that GM/T 0009 gives. */
function sm2Signer(name = '1.2.156.10197.1.501'): Signer {
  const { publicKey, privateKey } = sm2.generateKeyPairHex();
  const point = Uint8Array.from(Buffer.from(publicKey, 'hex'));
  return {
    spki: sequence(sequence(oid('1.2.840.10045.2.1'), oid('1.2.156.10197.1.301')), bits(point)),
    algorithm: algorithm(name),
    digest: digests.sm3,
    sign: (message) =>
      Uint8Array.from(Buffer.from(sm2.doSignature(message, privateKey, { der: true, hash: true, publicKey }), 'hex')),
  };
}

const p256 = (): Signer => ecdsa('P-256', 'sha256', '1.2.840.10045.4.3.2');
const kinds: readonly (readonly [string, () => Signer])[] = [
  ['RSA with SHA-256', () => rsa()],
  ['RSA with SHA-384', () => rsa(2048, 'sha384', '1.2.840.113549.1.1.12')],
  ['RSA with SHA-512 of 3,072 bits', () => rsa(3072, 'sha512', '1.2.840.113549.1.1.13')],
  ['RSA whose algorithm names no hash', () => rsa(2048, 'sha384', '1.2.840.113549.1.1.1')],
  ['RSA-PSS with SHA-256', () => pss('sha256', 32)],
  ['RSA-PSS with SHA-512 and a short salt', () => pss('sha512', 20)],
  ['ECDSA on P-256', p256],
  ['ECDSA on P-384', () => ecdsa('P-384', 'sha384', '1.2.840.10045.4.3.3')],
  ['ECDSA on P-521', () => ecdsa('P-521', 'sha512', '1.2.840.10045.4.3.4')],
  ['ECDSA on P-384 with SHA-256', () => ecdsa('P-384', 'sha256', '1.2.840.10045.4.3.2')],
  ['Ed25519', edwards],
  ['SM2 with SM3', () => sm2Signer()],
  ['SM2 whose algorithm names no hash', () => sm2Signer('1.2.156.10197.1.301.1')],
];

type World = { readonly root: Made; readonly middle: Made; readonly authority: Made };

function world(of: Signer = p256(), extensions = STAMPS_ALONE): World {
  const root = makeCertificate('测试根', p256(), undefined, AUTHORITY);
  const middle = makeCertificate('中级', p256(), root, AUTHORITY, { serial: 2 });
  return { root, middle, authority: makeCertificate('时间戳服务', of, middle, extensions, { serial: 3 }) };
}

function check({ root, middle }: World, token: Uint8Array, data = DATA, nonce?: bigint) {
  return verifyTimeStamp(token, data, {
    roots: [root.raw],
    others: [middle.raw],
    ...(nonce === undefined ? {} : { nonce }),
  });
}

describe('a timestamp is accepted', () => {
  test.each(kinds)('signed with %s', (name, make) => {
    // The root has a key of the same kind, so that its signatures are checked in both places; a certificate names its hash.
    const root = makeCertificate('根', name.includes('names no hash') ? p256() : make(), undefined, AUTHORITY);
    const authority = makeCertificate('时间戳服务', make(), root, STAMPS_ALONE, { serial: 9 });
    const token = makeToken(DATA, authority, { nonce: 5n });
    const checked = verifyTimeStamp(token, DATA, { roots: [root.raw], nonce: 5n });
    expect(checked).toMatchObject({ at: NOON, hash: 'sha256', serial: '4d', nonce: 5n, authority: '时间戳服务' });
    expect(checked.chain.map(hexOf)).toEqual([authority.raw, root.raw].map(hexOf));
    for (const at of [token.length - 1, token.length - 20]) {
      const changed = token.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => verifyTimeStamp(changed, DATA, { roots: [root.raw] })).toThrow(TokenError);
    }
  });

  test('through a certificate in between, with the certificates in the token or beside it', () => {
    const w = world();
    expect(check(w, makeToken(DATA, w.authority)).chain).toHaveLength(3);
    const within = makeToken(DATA, w.authority, { certificates: [w.middle.raw, w.authority.raw] });
    expect(verifyTimeStamp(within, DATA, { roots: [w.root.raw] }).chain).toHaveLength(3);
    const bare = makeToken(DATA, w.authority, { certificates: [] });
    const given = { roots: [w.root.raw], others: [w.middle.raw, w.authority.raw] };
    expect(verifyTimeStamp(bare, DATA, given).chain).toHaveLength(3);
  });

  test('whose certificate is named by SHA-1 in the older way', () => {
    const w = world();
    const named = essCertId(bytes(hash('sha1', w.authority.raw, 'buffer')));
    expect(check(w, makeToken(DATA, w.authority, { essCertId: named })).at).toBe(NOON);
  });

  test('whose digest is of any of the four hashes', () => {
    const w = world();
    for (const [name, { oid: hashOid, of }] of Object.entries(digests))
      expect(check(w, makeToken(DATA, w.authority, { hashOid, imprint: of(DATA) })).hash).toBe(name);
  });

  test('although its certificates have ended since', () => {
    const w = world();
    expect(check(w, makeToken(DATA, w.authority, { at: NOON + 99 * DAY })).at).toBe(NOON + 99 * DAY);
  });
});

describe('a timestamp is refused', () => {
  const w = world();
  const wishes: readonly (readonly [string, Wishes, string])[] = [
    ['of something else', { imprint: digests.sha256.of(utf8Of('else')) }, 'something else'],
    [
      'whose digest is by SHA-1',
      { hashOid: '1.3.14.3.2.26', imprint: new Uint8Array(20) },
      'not one that is relied on',
    ],
    ['of another version', { version: 2 }, 'version 1'],
    ['around something that is no timestamp', { contentType: '1.2.840.113549.1.7.1' }, 'holds no timestamp'],
    ['whose signer signed another type', { signedType: '1.2.840.113549.1.7.1' }, 'another type of content'],
    ['whose signer signed other content', { signedDigest: new Uint8Array(32) }, 'other content'],
    ['whose signer names no certificate', { essCertId: null }, 'which certificate is its own'],
    ['whose signer names another certificate', { essCertId: essCertIdV2(w.middle.raw) }, 'another certificate'],
    ['with two signers', { signers: 2 }, 'exactly one signer'],
    ['without a signer', { signers: 0 }, 'exactly one signer'],
    ['that is enveloped, not signed', { outer: '1.2.840.113549.1.7.3' }, 'not signed data'],
    ['without its certificate', { certificates: [] }, 'certificate of the signer is not there'],
    ['before its certificates began', { at: NOON - 101 * DAY }, 'valid from'],
    ['after its certificates ended', { at: NOON + 101 * DAY }, 'valid from'],
    ['with a critical extension', { infoExtension: extension('1.2.3.4', nothing, true) }, 'critical extension'],
  ];
  test.each(wishes)('%s', (_what, wish, why) => {
    expect(() => check(w, makeToken(DATA, w.authority, wish))).toThrow(why);
  });

  test('that does not repeat the number that was asked with', () => {
    expect(() => check(w, makeToken(DATA, w.authority, { nonce: 6n }), DATA, 5n)).toThrow('does not repeat');
    expect(() => check(w, makeToken(DATA, w.authority), DATA, 5n)).toThrow('does not repeat');
  });

  test.each([
    ['not critical', [purposes(false, TIME_STAMPING)]],
    ['not alone', [purposes(true, TIME_STAMPING, '1.3.6.1.5.5.7.3.4')]],
    ['another one', [purposes(true, '1.3.6.1.5.5.7.3.4')]],
    ['none', []],
  ])('by a certificate whose purpose is %s', (_what, extensions) => {
    const other = world(p256(), extensions);
    expect(() => check(other, makeToken(DATA, other.authority))).toThrow('timestamps alone');
  });

  test('by a key that may not sign', () => {
    const other = world(p256(), [...STAMPS_ALONE, extension('2.5.29.15', bits(Uint8Array.of(0x20), 5), true)]);
    expect(() => check(other, makeToken(DATA, other.authority))).toThrow('may not sign');
  });

  test('by a certificate with a critical extension that nobody knows', () => {
    const other = world(p256(), [...STAMPS_ALONE, extension('1.2.3.4', nothing, true)]);
    expect(() => check(other, makeToken(DATA, other.authority))).toThrow('critical extension 1.2.3.4');
  });

  test('that leads to another root, even one of the same name and key', () => {
    const signer = p256();
    const root = makeCertificate('根', signer, undefined, AUTHORITY);
    const another = makeCertificate('根', p256(), undefined, AUTHORITY);
    const authority = makeCertificate('时间戳服务', p256(), root, STAMPS_ALONE);
    const token = makeToken(DATA, authority);
    expect(() => verifyTimeStamp(token, DATA, { roots: [another.raw] })).toThrow('is not signed by');
    expect(() => verifyTimeStamp(token, DATA, { roots: [] })).toThrow('no trusted root');
  });

  test.each([
    ['is no authority', [], 'may not issue certificates'],
    [
      'may not sign certificates',
      [extension('2.5.29.19', sequence(yes), true), extension('2.5.29.15', bits(Uint8Array.of(0x80), 7))],
      'may not issue',
    ],
    [
      'issues for mail alone',
      [...AUTHORITY, purposes(false, '1.3.6.1.5.5.7.3.4')],
      'may not issue certificates for timestamps',
    ],
    [
      'has names that it is limited to',
      [...AUTHORITY, extension('2.5.29.30', sequence(), true)],
      'critical extension 2.5.29.30',
    ],
  ])('under a certificate that %s', (_what, extensions, why) => {
    const root = makeCertificate('根', p256(), undefined, AUTHORITY);
    const middle = makeCertificate('中级', p256(), root, extensions, { serial: 2 });
    const authority = makeCertificate('时间戳服务', p256(), middle, STAMPS_ALONE, { serial: 3 });
    expect(() => check({ root, middle, authority }, makeToken(DATA, authority))).toThrow(why);
  });

  test('under more certificates than one above them allows', () => {
    const limited = [extension('2.5.29.19', sequence(yes, integer(0)), true)];
    const root = makeCertificate('根', p256(), undefined, limited);
    const middle = makeCertificate('中级', p256(), root, AUTHORITY, { serial: 2 });
    const authority = makeCertificate('时间戳服务', p256(), middle, STAMPS_ALONE, { serial: 3 });
    expect(() => check({ root, middle, authority }, makeToken(DATA, authority))).toThrow('so many certificates');
  });

  test('signed with an RSA key that is too short, or over SHA-1', () => {
    const short = world(rsa(1024));
    expect(() => check(short, makeToken(DATA, short.authority))).toThrow('shorter than 2048 bits');
    const old = world({ ...rsa(), algorithm: algorithm('1.2.840.113549.1.1.5', nothing) });
    expect(() => check(old, makeToken(DATA, old.authority))).toThrow('not one that is relied on');
  });

  test('signed with a key that is none', () => {
    const point = new Uint8Array(65).fill(4);
    for (const [curve, name] of [
      ['1.2.840.10045.3.1.7', '1.2.840.10045.4.3.2'],
      ['1.2.156.10197.1.301', '1.2.156.10197.1.501'],
    ] as const) {
      const signer: Signer = {
        spki: sequence(sequence(oid('1.2.840.10045.2.1'), oid(curve)), bits(point)),
        algorithm: algorithm(name),
        digest: digests.sha256,
        sign: () => sequence(integer(5), integer(7)),
      };
      const made = world(signer);
      expect(() => check(made, makeToken(DATA, made.authority))).toThrow('its signature is not one of');
    }
  });

  test('whose signature is of the key but over other attributes', () => {
    const signer = p256();
    const liar: Signer = {
      ...signer,
      sign: (message) => (message[0] === 0x31 ? signer.sign(DATA) : signer.sign(message)),
    };
    const made = world(liar);
    expect(() => check(made, makeToken(DATA, made.authority))).toThrow('its signature is not one of');
  });

  test('with any byte changed, or cut off anywhere', () => {
    const token = makeToken(DATA, w.authority);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, change, cuts) => {
        const changed = cuts ? token.slice(0, at) : token.slice();
        if (!cuts) changed[at] = (changed[at] ?? 0) ^ change;
        expect(() => check(w, changed)).toThrow(TokenError);
      }),
      { numRuns: Number(process.env.ZL_RUNS ?? 500) },
    );
  });

  test.each([
    ['names the hash of nobody', { hashes: ['2.16.840.1.101.3.4.2.3'] }, 'does not name the hash of its signer'],
  ] as const)('that %s', (_what, wishes, why) => {
    expect(() => check(w, makeToken(DATA, w.authority, wishes))).toThrow(why);
  });

  test('that is no ASN.1 at all, or a deep pit of it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(() => check(w, noise)).toThrow(TokenError);
      }),
    );
    let pit = nothing;
    for (let i = 0; i < 200; i++) pit = sequence(pit);
    expect(() => check(w, pit)).toThrow(TokenError);
  });
});

describe('a response', () => {
  const w = world();
  test('that was granted holds the token; a bare token stands for itself', () => {
    const token = makeToken(DATA, w.authority);
    expect(hexOf(tokenOf(sequence(sequence(integer(0)), token)))).toBe(hexOf(token));
    expect(hexOf(tokenOf(sequence(sequence(integer(1)), token)))).toBe(hexOf(token));
    expect(hexOf(tokenOf(token))).toBe(hexOf(token));
  });

  test('that was not granted says why', () => {
    const refused = sequence(sequence(integer(2), sequence(tlv(0x0c, utf8Of('no'))), bits(Uint8Array.of(0x80), 7)));
    expect(() => tokenOf(refused)).toThrow('granted no timestamp: status 2, badAlg');
    expect(() => tokenOf(sequence(sequence(integer(0))))).toThrow('holds no timestamp');
  });

  test('with a field that no token has is not taken for one', () => {
    expect(() => readTimeStamp(sequence(attribute('1.2.3', nothing)))).toThrow(TokenError);
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('beside openssl', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]) => spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zl-tsa-'));
    writeFileSync(at('data'), DATA);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('what is accepted here is accepted there, and what is not is not', () => {
    const w = world(rsa());
    writeFileSync(at('root.pem'), pemOf(w.root.raw));
    writeFileSync(at('middle.pem'), pemOf(w.middle.raw));
    const verify = (token: Uint8Array) => {
      writeFileSync(at('token'), token);
      const args = ['ts', '-verify', '-data', 'data', '-token_in', '-in', 'token', '-CAfile', 'root.pem'];
      return openssl(...args, '-untrusted', 'middle.pem', '-attime', String(NOON / 1000)).status === 0;
    };
    expect(verify(makeToken(DATA, w.authority))).toBe(true);
    for (const wish of [{ imprint: new Uint8Array(32) }, { signedDigest: new Uint8Array(32) }, { essCertId: null }]) {
      expect(verify(makeToken(DATA, w.authority, wish))).toBe(false);
      expect(() => check(w, makeToken(DATA, w.authority, wish))).toThrow(TokenError);
    }
  });

  const CONFIG = `
[req]
distinguished_name=dn
prompt=no
[dn]
CN=x
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign
[tsa]
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
[t]
serial=serial
signer_digest=sha256
default_policy=1.3.6.1.4.1.99999.1
digests=sha256,sha384,sha512,sm3
accuracy=secs:1, millisecs:500, microsecs:100
ess_cert_id_alg=sha256
`;
  test.each([
    ['RSA', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], 'sha256'],
    ['P-256', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], 'sha256'],
    ['P-384', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], 'sm3'],
    ['P-521', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'], 'sha512'],
  ])('a response that openssl makes with %s is accepted', (_name, key, digest) => {
    writeFileSync(at('ts.cnf'), CONFIG);
    writeFileSync(at('serial'), '01\n');
    const done = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    done('genpkey', ...key, '-out', 'root.key');
    done(
      'req',
      '-x509',
      '-new',
      '-key',
      'root.key',
      '-subj',
      '/CN=根',
      '-utf8',
      '-config',
      'ts.cnf',
      '-extensions',
      'root',
      '-days',
      '9',
      '-out',
      'own.pem',
    );
    done('genpkey', ...key, '-out', 'tsa.key');
    done('req', '-new', '-key', 'tsa.key', '-subj', '/CN=TSA', '-config', 'ts.cnf', '-out', 'tsa.csr');
    done(
      'x509',
      '-req',
      '-in',
      'tsa.csr',
      '-CA',
      'own.pem',
      '-CAkey',
      'root.key',
      '-CAcreateserial',
      '-days',
      '9',
      '-extfile',
      'ts.cnf',
      '-extensions',
      'tsa',
      '-out',
      'tsa.pem',
    );
    done('ts', '-query', '-data', 'data', `-${digest}`, '-cert', '-out', 'query');
    const response = done(
      'ts',
      '-reply',
      '-config',
      'ts.cnf',
      '-section',
      't',
      '-queryfile',
      'query',
      '-signer',
      'tsa.pem',
      '-inkey',
      'tsa.key',
    );
    const root = bytes(done('x509', '-in', 'own.pem', '-outform', 'DER'));
    const checked = verifyTimeStamp(tokenOf(bytes(response)), DATA, { roots: [root] });
    expect(checked).toMatchObject({ authority: 'TSA', hash: digest, within: 1501, policy: '1.3.6.1.4.1.99999.1' });
    expect(Math.abs(checked.at - Date.now())).toBeLessThan(60_000);
  });
});
