import { createHmac, generateKeyPairSync, verify } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What a test may have a service do wrong. Absent: as it should be. */
export type ServiceFaults = {
  readonly silent?: boolean;
  readonly status?: number;
  /** The envelope says no, with HTTP 200. */
  readonly refuses?: string;
  /** It took the request and has nothing to show yet. */
  readonly accepts?: boolean;
  readonly otherDigest?: boolean;
  /** How far its clock is off, milliseconds. */
  readonly skew?: number;
  readonly document?: 'not-ready' | 'truncated' | 'words';
  readonly garbage?: boolean;
};

export type HashService = {
  readonly url: string;
  readonly host: string;
  /** Every request as it came. */
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[];
  readonly behave: (faults: ServiceFaults) => void;
  /** Its entry in a file of custodians, with the secrets in files of that folder. */
  readonly listed: (folder: string) => object;
  readonly close: () => Promise<void>;
};

type Answer = { readonly status: number; readonly type: string; readonly body: string };
const json = (value: object, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});
const OTHER = 'ab'.repeat(32);
const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n';

type Handle = (path: string, headers: IncomingHttpHeaders, body: string, faults: ServiceFaults) => Answer;

async function startService(handle: Handle, listed: (url: string, folder: string) => object): Promise<HashService> {
  const asked: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
  let faults: ServiceFaults = {};
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const [path, body] = [request.url ?? '', Buffer.concat(parts).toString('utf8')];
      asked.push({ path, headers: request.headers, body });
      if (faults.silent === true) return;
      const answer = handle(path, request.headers, body, faults);
      response.writeHead(faults.status ?? answer.status, { 'content-type': answer.type });
      response.end(faults.garbage === true ? '<html>' : answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    host: `127.0.0.1:${port}`,
    asked,
    behave: (next) => {
      faults = next;
    },
    listed: (folder) => listed(url, folder),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The fields of a form in parts, RFC 7578. */
function fieldsOf(headers: IncomingHttpHeaders, body: string): Readonly<Record<string, string>> {
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) return {};
  const parts = body.split(`--${boundary}`).slice(1, -1);
  return Object.fromEntries(
    parts.map((part) => {
      const [head = '', ...rest] = part.split('\r\n\r\n');
      return [/name="([^"]*)"/.exec(head)?.[1] ?? '', rest.join('\r\n\r\n').replace(/\r\n$/, '')];
    }),
  );
}

/** 保全网 v3: forms in parts, signed with RSA; numbers for digests; certificates as PDF. */
export async function startBaoquan(): Promise<HashService> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kept = new Map<string, { digest: string; at: number }>();
  const accessKey = 'access-key-canary';
  const refuse = (statusCode: string) => json({ flag: false, data: null, errorMessage: '出错了', statusCode });
  const handle: Handle = (path, headers, body, faults) => {
    const { request_id, access_key, tonce, payload = '', signature = '' } = fieldsOf(headers, body);
    const signed = `POST${path}${request_id}${access_key}${tonce}${payload}`;
    if (!verify('sha256', Buffer.from(signed), publicKey, Buffer.from(signature, 'base64'))) return refuse('401');
    if (access_key !== accessKey) return refuse('403');
    if (Math.abs(Number(tonce) - Date.now() / 1000) > 300) return refuse('408');
    if (faults.refuses !== undefined) return refuse(faults.refuses);
    if (faults.accepts === true) return json({ flag: true, data: null }, 202);
    const asked = JSON.parse(payload) as { readonly [name: string]: string };
    const at = Date.now() + (faults.skew ?? 0);
    if (path === '/api/v3/attestations/hash') {
      const number = String(400_000_000_000_000_000n + BigInt(kept.size));
      const digest = asked.sha256 ?? asked.sm3 ?? '';
      kept.set(number, { digest, at });
      const echo = faults.otherDigest === true ? { file_hash: OTHER } : {};
      return json({ flag: true, data: { no: number, attestation_at: at, ...echo } });
    }
    const found = kept.get(asked.ano ?? '');
    if (found === undefined) return refuse('404');
    if (path === '/api/v3/attestations') {
      const file_hash = faults.otherDigest === true ? OTHER : found.digest;
      return json({ flag: true, data: { no: asked.ano, file_hash, blockchain_hash: null, attestation_at: found.at } });
    }
    if (path !== '/api/v3/attestations/pdf/download' || faults.document === 'not-ready') return refuse('ACCEPTED');
    if (faults.document === 'words') return { status: 200, type: 'text/html', body: '<html>稍后再试</html>' };
    const pdf = faults.document === 'truncated' ? PDF.slice(0, 30) : PDF;
    return { status: 200, type: 'application/pdf', body: pdf };
  };
  return await startService(handle, (url, folder) => {
    writeFileSync(join(folder, 'baoquan.key'), `${accessKey}\n`);
    writeFileSync(join(folder, 'baoquan.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const secrets = { accessKey: 'baoquan.key', privateKey: 'baoquan.pem' };
    return { kind: 'baoquan', name: 'baoquan', url, ...secrets, templateId: 'tpl', identities: { USCID: '91110000' } };
  });
}

/** BJCA 云保全: JSON with an HMAC over its members; what it answers is as our configuration assumes. */
export async function startBjca(): Promise<HashService> {
  const secret = 'hmac-secret-canary';
  let count = 0;
  const handle: Handle = (path, _headers, body, faults) => {
    const { signature, ...members } = JSON.parse(body) as { readonly [name: string]: string };
    const text = `appId=${members.appId}&deviceId=${members.deviceId}&hash=${members.hash}&signAlgIdentifier=${members.signAlgIdentifier}&signAlgo=HmacSHA256&version=1.0`;
    const wanted = createHmac('sha256', secret).update(text).digest('base64');
    if (path !== '/preservationServer/v1/hashPreservation' || signature !== wanted) return json({ code: '1001' });
    if (faults.refuses !== undefined) return json({ code: faults.refuses, message: members.hash });
    if (faults.accepts === true) return json({ code: 'ACCEPTED' });
    const hash = faults.otherDigest === true ? OTHER : members.hash;
    return json({ code: '0', data: { preservationId: `BQ${++count}`, hash } });
  };
  return await startService(handle, (url, folder) => {
    writeFileSync(join(folder, 'bjca.secret'), secret);
    return {
      kind: 'bjca',
      name: 'bjca',
      url,
      hash: 'sm3',
      appId: 'app-1',
      deviceId: 'device-1',
      secret: 'bjca.secret',
    };
  });
}
