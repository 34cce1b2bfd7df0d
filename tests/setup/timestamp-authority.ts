import { writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pemOf } from '../../packages/proof/src/time/pem.ts';
import type { Made, Wishes } from '../../packages/proof/src/time/testkit.ts';
import {
  AUTHORITY,
  bits,
  DAY,
  integer,
  makeCertificate,
  makeToken,
  STAMPS_ALONE,
  sequence,
  signerOf,
} from '../../packages/proof/src/time/testkit.ts';

/** What a test may have the authority do wrong. `silent` never answers; `status` is that of HTTP. */
export type Faults = Wishes & { readonly silent?: boolean; readonly status?: number; readonly rejects?: boolean };

export type Authority = {
  readonly url: string;
  readonly root: Made;
  /** The requests it was sent, as they came. */
  readonly asked: { readonly type: string | undefined; readonly body: Uint8Array }[];
  /** What it does with each request from now on. */
  readonly behave: (faults: Faults) => void;
  /** A file of custodians that names it, with its root beside it. */
  readonly configFile: (folder: string, name?: string) => string;
  readonly close: () => Promise<void>;
};

/** The content of one definite TLV at `at`, and where the next one begins. */
function tlvAt(bytes: Uint8Array, at: number): { readonly tag: number; readonly from: number; readonly to: number } {
  const first = bytes[at + 1] ?? 0;
  const more = first < 128 ? 0 : first - 128;
  const length = more === 0 ? first : Number(`0x${Buffer.from(bytes.subarray(at + 2, at + 2 + more)).toString('hex')}`);
  return { tag: bytes[at] ?? 0, from: at + 2 + more, to: at + 2 + more + length };
}

/** The digest and the number of a TimeStampReq: SEQUENCE { version, { algorithm, digest }, nonce, certReq }. */
function readRequest(bytes: Uint8Array): { readonly digest: Uint8Array; readonly nonce: bigint } {
  const whole = tlvAt(bytes, 0);
  const version = tlvAt(bytes, whole.from);
  const imprint = tlvAt(bytes, version.to);
  const algorithm = tlvAt(bytes, imprint.from);
  const digest = tlvAt(bytes, algorithm.to);
  const nonce = tlvAt(bytes, imprint.to);
  const number = Buffer.from(bytes.subarray(nonce.from, nonce.to)).toString('hex');
  return { digest: bytes.slice(digest.from, digest.to), nonce: BigInt(`0x${number}`) };
}

/**
 * A timestamp authority over HTTP on loopback, RFC 3161 3.4, which stamps the time that it is. Its certificates end in so many
 * days.
 */
export async function startAuthority(seed = 41, days = 1): Promise<Authority> {
  const day = { from: Date.now() - DAY, until: Date.now() + days * DAY };
  const whole = { from: day.from - (day.from % 1000), until: day.until - (day.until % 1000) };
  const root = makeCertificate(`测试根 ${seed}`, signerOf(seed), undefined, AUTHORITY, whole);
  const middle = makeCertificate('测试中级', signerOf(seed + 1), root, AUTHORITY, { serial: 2, ...whole });
  const stamps = makeCertificate('测试时间戳服务', signerOf(seed + 2), middle, STAMPS_ALONE, { serial: 3, ...whole });
  const asked: { type: string | undefined; body: Uint8Array }[] = [];
  let faults: Faults = {};
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = new Uint8Array(Buffer.concat(parts));
      asked.push({ type: request.headers['content-type'], body });
      if (faults.silent === true) return;
      if (faults.rejects === true)
        return void response.end(sequence(sequence(integer(2), bits(Uint8Array.of(0x20), 5))));
      const { digest, nonce } = readRequest(body);
      const at = Math.floor(Date.now() / 1000) * 1000;
      const certificates = [stamps.raw, middle.raw];
      const token = makeToken(new Uint8Array(0), stamps, { imprint: digest, nonce, at, certificates, ...faults });
      response.writeHead(faults.status ?? 200, { 'content-type': 'application/timestamp-reply' });
      response.end(sequence(sequence(integer(0)), token));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/tsa`;
  return {
    url,
    root,
    asked,
    behave: (next) => {
      faults = next;
    },
    configFile(folder, name = 'tsa-1') {
      writeFileSync(join(folder, `${name}.pem`), pemOf(root.raw));
      const path = join(folder, 'custodians.json');
      writeFileSync(path, JSON.stringify([{ kind: 'rfc3161', name, url, root: `${name}.pem` }]));
      return path;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
