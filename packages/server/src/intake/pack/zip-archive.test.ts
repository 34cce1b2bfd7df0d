import { deflateRawSync } from 'node:zlib';
import type { ZipWriterAddDataOptions } from '@zip.js/zip.js';
import { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../../kernel/refusal.ts';
import type { FileSource } from '../file-source.ts';
import { memoryFile } from '../file-source.ts';
import { archiveLimits, describeBinary, isZip, openArchive } from './zip-archive.ts';

type Packed = { readonly name: string; readonly content: string | Uint8Array } & ZipWriterAddDataOptions;

async function zipOf(...members: readonly Packed[]): Promise<Buffer> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const { name, content, ...options } of members) {
    await zip.add(name, typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content), options);
  }
  return Buffer.from(await zip.close());
}

const file = (bytes: Buffer): FileSource => memoryFile('a.zip', bytes, async () => undefined);

async function contentOf(opened: FileSource, from = 0): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of opened.stream(from)) parts.push(chunk);
  return Buffer.concat(parts);
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refusal ? error.code : `not refused: ${String(error)}`;
}

const readAll = async (bytes: Buffer, password?: string) => {
  const { members } = await openArchive(file(bytes), password);
  return await Promise.all(members.map(async (member) => (await contentOf(member.open())).toString()));
};

test('members come back byte for byte, deflated and stored, from any place', async () => {
  const long = Buffer.alloc(3_000_000, 'a long line of a file that compresses\n');
  const bytes = await zipOf({ name: 'long.txt', content: long }, { name: 'x/stored.txt', content: 'abc', level: 0 });
  const { members } = await openArchive(file(bytes), undefined);
  expect(members.map(({ name, sizeBytes, encrypted }) => [name, sizeBytes, encrypted])).toEqual([
    ['long.txt', 3_000_000, false],
    ['x/stored.txt', 3, false],
  ]);
  const [first, second] = members.map((member) => member.open());
  if (first === undefined || second === undefined) throw new Error('two members are needed');
  expect((await contentOf(first)).equals(long)).toBe(true);
  expect((await contentOf(first, 2_999_990)).equals(long.subarray(2_999_990))).toBe(true);
  expect((await first.read(0, 10)).equals(long.subarray(0, 10))).toBe(true);
  expect((await first.read(2_999_995, 100)).equals(long.subarray(2_999_995))).toBe(true);
  expect((await second.read(1, 100)).toString()).toBe('bc');
  expect((await second.read(3, 100)).length).toBe(0);
});

test('beside a member stand the others, by their names from its folder', async () => {
  const bytes = await zipOf({ name: 'a/list.csv', content: 'x' }, { name: 'a/b/scan.pdf', content: 'scan' });
  const [list] = (await openArchive(file(bytes), undefined)).members;
  const scan = await list?.open().beside('b/scan.pdf');
  expect(scan && (await contentOf(scan)).toString()).toBe('scan');
  expect(await list?.open().beside('../a/list.csv')).toBeUndefined();
  expect(await list?.open().beside('c.pdf')).toBeUndefined();
});

test('folders are no members, and names that climb or begin at a root stay names', async () => {
  const bytes = await zipOf(
    { name: 'folder/', content: '', directory: true },
    { name: '../../etc/passwd', content: 'a' },
    { name: '/root.txt', content: 'b' },
    { name: 'C:\\x.txt', content: 'c' },
  );
  const { members } = await openArchive(file(bytes), undefined);
  expect(members.map(({ name }) => name)).toEqual(['../../etc/passwd', '/root.txt', 'C:\\x.txt']);
  expect(await readAll(bytes)).toEqual(['a', 'b', 'c']);
});

/** A ZIP of one stored member, written by hand so that anything in it can be what it should not be. */
function byHand(
  name: Uint8Array,
  content: Uint8Array,
  { flags = 0, declared = content.length, packed = content.length, method = 0 } = {},
): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(flags, 2);
  header.writeUInt16LE(method, 4);
  header.writeUInt32LE(0x21, 8);
  header.writeUInt32LE(packed, 14);
  header.writeUInt32LE(declared, 18);
  header.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), header, name, content]);
  const rest = Buffer.alloc(14);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), header, rest, name]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end]);
}

test('names are GB18030 where the archive does not say UTF-8 and they are not', async () => {
  const gbk = Buffer.from([0xd5, 0xcb, 0xb5, 0xa5, 0x2e, 0x63, 0x73, 0x76]);
  const nameOf = async (bytes: Buffer) => (await openArchive(file(bytes), undefined)).members[0]?.name;
  expect(await nameOf(byHand(gbk, Buffer.alloc(0)))).toBe('\u8d26\u5355.csv');
  expect(await nameOf(byHand(Buffer.from('\u8d26\u5355.csv'), Buffer.alloc(0)))).toBe('\u8d26\u5355.csv');
  expect(await nameOf(byHand(Buffer.from('\u8d26\u5355.csv'), Buffer.alloc(0), { flags: 0x800 }))).toBe(
    '\u8d26\u5355.csv',
  );
});

const encryptions: readonly (readonly [string, ZipWriterAddDataOptions])[] = [
  ['ZipCrypto', { password: '123456', zipCrypto: true }],
  ['AES-256', { password: '123456', encryptionStrength: 3 }],
  ['AES-128', { password: '123456', encryptionStrength: 1 }],
];
test.each(encryptions)('%s opens with its password and with no other', async (_, options) => {
  const bytes = await zipOf({ name: 'bill.csv', content: 'the bill', ...options });
  expect(await readAll(bytes, '123456')).toEqual(['the bill']);
  expect((await openArchive(file(bytes), '123456')).members[0]?.encrypted).toBe(true);
  expect(await refusalOf(openArchive(file(bytes), undefined))).toBe('import.password');
  expect(await refusalOf(openArchive(file(bytes), ''))).toBe('import.password');
  // One wrong password in 256 passes the check of ZipCrypto, and shows when the member is read.
  for (const wrong of ['654321', '000000', 'x']) {
    expect(await refusalOf(readAll(bytes, wrong))).toBe('import.password');
  }
});

test('a member that is changed, cut off or not what it says is damaged', async () => {
  const bytes = await zipOf({ name: 'a.txt', content: 'the content of a member', level: 0 });
  const changed = Buffer.from(bytes);
  changed[changed.indexOf('content')] = 0x43;
  expect(await refusalOf(readAll(changed))).toBe('import.damaged');
  expect(await refusalOf(readAll(bytes.subarray(0, -30)))).toBe('import.damaged');
  expect(await refusalOf(readAll(Buffer.from('PK\x03\x04')))).toBe('import.damaged');
  expect(await refusalOf(readAll(Buffer.alloc(0)))).toBe('import.damaged');
  const noHeader = Buffer.from(bytes).fill(0, 0, 4);
  expect(await refusalOf(readAll(noHeader))).toBe('import.damaged');
});

test('a member never gives more than it declares', async () => {
  const packed = deflateRawSync(Buffer.alloc(2_000_000, 'abc'));
  const lying = byHand(Buffer.from('a'), packed, { method: 8, declared: 1000, packed: packed.length });
  const [member] = (await openArchive(file(lying), undefined)).members;
  let read = 0;
  const reading = (async () => {
    for await (const chunk of member?.stream() ?? []) read += chunk.length;
  })();
  expect(await refusalOf(reading)).toBe('import.damaged');
  expect(read).toBeLessThanOrEqual(1000);
});

test('what would unpack beyond the limits is refused before anything is unpacked', async () => {
  const name = Buffer.from('a');
  const bomb = (declared: number, packed: number) =>
    byHand(name, Buffer.alloc(packed), { declared, packed, method: 8 });
  expect(await refusalOf(openArchive(file(bomb(100 * 1024 * 1024, 1000)), undefined))).toBe('import.too_large');
  expect(await refusalOf(openArchive(file(bomb(100 * 1024 * 1024, 200_000)), undefined))).toMatch(/^not refused/u);
  const claims = byHand(name, Buffer.alloc(10), { packed: 5_000_000, declared: 5_000_000 });
  expect(await refusalOf(openArchive(file(claims), undefined))).toBe('import.damaged');
});

test('members that together unpack to more than 8 GiB are refused', async () => {
  const declaring = async (count: number) => {
    const members = Array.from({ length: count }, (_, at) => ({
      name: `${at}`,
      content: Buffer.alloc(4_100_000),
      level: 0,
    }));
    const bytes = await zipOf(...members);
    for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 4)) {
      bytes.writeUInt32LE(0xf0000000, at + 24);
    }
    return await refusalOf(openArchive(file(bytes), undefined));
  };
  expect(await declaring(2)).toMatch(/^not refused/u);
  expect(await declaring(3)).toBe('import.too_large');
});

test('an archive of more than 10,000 members is refused', async () => {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (let at = 0; at <= archiveLimits.members; at++) await zip.add(`${at}`);
  expect(await refusalOf(openArchive(file(Buffer.from(await zip.close())), undefined))).toBe('import.too_large');
});

test('a member can be left before its end', async () => {
  const bytes = await zipOf({ name: 'a', content: Buffer.alloc(20_000_000, 'some text ') });
  const [member] = (await openArchive(file(bytes), undefined)).members;
  for await (const chunk of member?.stream() ?? []) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
});

test('what the system says of the file is no damage of the archive', async () => {
  const error = Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'read' });
  const failing = { ...file(await zipOf({ name: 'a', content: 'x' })), read: () => Promise.reject(error) };
  await expect(openArchive(failing, undefined)).rejects.toBe(error);
});

test('any bytes are an archive or a refusal', async () => {
  const sound = await zipOf({ name: 'a', content: 'some content' }, { name: 'b', content: 'more', password: '1' });
  const change = fc.tuple(fc.nat(sound.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
      const bytes = Buffer.from(sound);
      for (const [at, value] of changes) bytes[at] = value;
      expect(await refusalOf(readAll(bytes, '1'))).toMatch(/^import\.|^not refused: undefined/u);
    }),
  );
});

test('a ZIP is known by its beginning', () => {
  expect(isZip(Buffer.from('PK\x03\x04...'))).toBe(true);
  expect(isZip(Buffer.from('PK\x05\x06'))).toBe(true);
  expect(isZip(Buffer.from('PK,1,2'))).toBe(false);
  expect(isZip(Buffer.alloc(0))).toBe(false);
});

const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const withStream = (name: string) => Buffer.concat([compound, Buffer.alloc(100), Buffer.from(name, 'utf16le')]);
test.each([
  [withStream('EncryptedPackage'), 'a.bin', 'import.password'],
  [compound, 'a.XLSX', 'import.password'],
  [withStream('Workbook'), 'a', 'import.old_excel'],
  [compound, 'a.xls', 'import.old_excel'],
  [compound, 'a.doc', 'import.unrecognised'],
  [Buffer.from('377abcaf271c0004', 'hex'), 'a.7z', 'import.unrecognised'],
  [Buffer.from('526172211a0700', 'hex'), 'a', 'import.unrecognised'],
  [Buffer.from('1f8b0800', 'hex'), 'a', 'import.unrecognised'],
  [Buffer.from('a,b\n1,2\n'), 'a.xls', undefined],
  [Buffer.alloc(0), 'a.7z', undefined],
])('binary file %#', (head, name, code) => {
  expect(describeBinary(head, name)?.code).toBe(code);
});
