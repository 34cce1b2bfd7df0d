import { createPrivateKey, sign } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64Of, bytesOfBase64, concatBytes, hexOf } from './bytes.ts';
import { encodeCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { encodeEpoch, parseEpoch } from './epoch.ts';
import { sha256Tree } from './merkle.ts';
import { decodeVerifier, encodeVerifier, NoteError, noteKeyId, noteText, openNote, signNote } from './signed-note.ts';
import { keyPair } from './testkit.ts';
import { utf8Of } from './utf8.ts';

const own = keyPair(1);
const other = keyPair(2);
const name = 'zhenglian/0011223344556677/main';
const signer = { name, privateKey: own.privateKey };
const verifier = { name, publicKey: own.publicKey };
const text = encodeCheckpoint({ origin: name, size: 7, root: sha256Tree.empty() });
const note = signNote(text, signer);

test('a signed checkpoint opens with the key of its log and says what was signed', () => {
  expect(openNote(note, [verifier])).toEqual({ text, by: [name] });
  expect(openNote(utf8Of(note), [verifier])).toEqual({ text, by: [name] });
  expect(noteText(note)).toBe(text);
  expect(parseCheckpoint(text)).toEqual({ origin: name, size: 7, root: sha256Tree.empty() });
});

test('the example of c2sp.org/signed-note is met: the PeterNeumann note of golang.org/x/mod/sumdb/note', () => {
  const published =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
  const key = decodeVerifier('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
  expect(openNote(published, [key]).by).toEqual(['PeterNeumann']);
  expect(encodeVerifier(key)).toBe('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
});

test('the signature is the one that OpenSSL makes with the same key', () => {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), own.privateKey]);
  const made = sign(null, Buffer.from(text), createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
  const stamp = bytesOfBase64(note.trimEnd().split(' ').at(-1) ?? '');
  expect(hexOf(stamp.subarray(4))).toBe(made.toString('hex'));
});

test('no byte of a note by one signer can be changed', () => {
  const bytes = utf8Of(note);
  fc.assert(
    fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      expect(() => openNote(bytes.with(at, (bytes[at] ?? 0) ^ change), [verifier])).toThrow(NoteError);
    }),
    { numRuns: 400 },
  );
});

test('a cosignature by somebody unknown is ignored, and known only when trusted', () => {
  const second = signNote(text, { name: 'court.example/x', privateKey: other.privateKey }).slice(text.length + 1);
  expect(openNote(note + second, [verifier]).by).toEqual([name]);
  expect(openNote(note + second, [verifier, { name: 'court.example/x', publicKey: other.publicKey }]).by).toEqual([
    name,
    'court.example/x',
  ]);
  expect(() => openNote(second, [verifier])).toThrow(NoteError);
});

const signature = note.slice(text.length + 1);
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The same signature with S + L in place of S, which a lax verifier would accept too. */
function malleated(): string {
  const stamp = bytesOfBase64(signature.trimEnd().split(' ').at(-1) ?? '');
  let s = [...stamp.subarray(36)].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n) + ORDER;
  for (let i = 36; i < 68; i++, s >>= 8n) stamp[i] = Number(s & 255n);
  return `— ${name} ${base64Of(stamp)}\n`;
}

const REFUSED: readonly (readonly [string, string])[] = [
  ['another key', signNote(text, { name, privateKey: other.privateKey })],
  ['another name', signNote(text, { name: `${name}x`, privateKey: own.privateKey })],
  ['another text', note.replace('\n7\n', '\n8\n')],
  ['no signature', `${text}\n`],
  ['no blank line', text + signature],
  ['no last newline', note.slice(0, -1)],
  ['two last newlines', `${note}\n`],
  ['a hyphen for the dash', note.replace('— ', '- ')],
  ['the same signature twice', note + signature],
  ['a carriage return', note.replaceAll('\n', '\r\n')],
  ['a line that is no signature', `${note}x\n`],
  ['base64 with bits left over', note.replace(/.=\n$/, (end) => `${end.startsWith('A') ? 'B' : 'A'}=\n`)],
  ['an S that is not below the group order', `${text}\n${malleated()}`],
];

test.each(REFUSED)('a note with %s is refused', (_, given) => {
  expect(() => openNote(given, [verifier])).toThrow(NoteError);
});

test('a key of small order, under which any text seems signed, vouches for nothing', () => {
  const identity = new Uint8Array(32).fill(1, 0, 1);
  const stamp = concatBytes(noteKeyId(name, identity), identity, new Uint8Array(32));
  expect(() => openNote(`${text}\n— ${name} ${base64Of(stamp)}\n`, [{ name, publicKey: identity }])).toThrow(NoteError);
});

test.each(['', 'a b', 'a+b', 'a\nb', 'a\u00a0b'])('a key name is refused: %j', (bad) => {
  expect(() => signNote(text, { name: bad, privateKey: own.privateKey })).toThrow(NoteError);
});

test.each([
  'name+00000000+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  'PeterNeumann+c74f20a3+AhpcQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWA',
  'PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  'PeterNeumann',
])('a verifier key text is refused: %s', (bad) => expect(() => decodeVerifier(bad)).toThrow(NoteError));

const ROOT = base64Of(sha256Tree.empty());
test.each([
  `${name}\n07\n${ROOT}\n`,
  `${name}\n-1\n${ROOT}\n`,
  `${name}\n7\n${ROOT}`,
  `${name}\n7\n${ROOT}\nextension\n`,
  `${name}\n7\n${ROOT.slice(4)}\n`,
  `${name}\n9007199254740993\n${ROOT}\n`,
  `\n7\n${ROOT}\n`,
  `${name}\n7\n${ROOT.slice(0, -2)}V=\n`,
])('a checkpoint is refused: %j', (bad) => expect(() => parseCheckpoint(bad)).toThrow(NoteError));

const digest = 'ab'.repeat(32);
const log = { log: 'main', size: 3, sha256: digest, sm3: digest };

test('an epoch is canonical JSON and a newline, its logs ordered by name', () => {
  const epoch = { epoch: 4, at: 1_772_417_700_000, logs: [{ ...log, log: 'wecom' }, log] };
  const written = encodeEpoch(epoch);
  expect(written.startsWith('{"at":1772417700000,"epoch":4,"logs":[{"log":"main"')).toBe(true);
  expect(parseEpoch(written)).toEqual({ ...epoch, logs: [log, { ...log, log: 'wecom' }] });
});

test.each([
  { epoch: 1, at: 1, logs: [log, log] },
  { epoch: 1, at: 1, logs: [{ ...log, log: 'z' }, log] },
  { epoch: 1, at: 1, logs: [{ ...log, note: 1 }] },
  { epoch: 1, at: 1, logs: [{ ...log, sm3: 'AB' }] },
  { epoch: -1, at: 1, logs: [] },
  { epoch: 1, at: 1, logs: [], note: 1 },
  [],
])('an epoch is refused: %j', (value) => {
  const text = JSON.stringify(value, ['at', 'epoch', 'log', 'logs', 'note', 'sha256', 'size', 'sm3']);
  expect(() => parseEpoch(`${text}\n`)).toThrow(NoteError);
});
