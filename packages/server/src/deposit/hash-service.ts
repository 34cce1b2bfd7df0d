import { createHash } from 'node:crypto';
import type { Canonical } from '@zhenglian/proof';
import { digestsIn, encodeStatementRequest, isPdf, statementFault } from '@zhenglian/proof';
import type { OutgoingAnswer } from '../platform/outgoing-exchange.ts';
import { refuseClock, refusedBy } from './answer.ts';
import type { Certificate, StatementGiver, Surroundings } from './custodian.ts';

const ANSWER_BYTES = 64 * 1024;
const DOCUMENT_BYTES = 4 * 1024 * 1024;
const ACCEPTED = 202;

export type HashName = 'sha256' | 'sm3';
export type Digest = { readonly hash: HashName; readonly bytes: Buffer; readonly hex: string };

/** A request as it goes out, and what of it is kept: everything but keys and signatures. */
export type Asked = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly kept: Canonical;
};

/** What an answer says, read from its JSON. `code` is a word or number of the service; nothing else it says is repeated. */
export type Told =
  | { readonly is: 'kept'; readonly number: string; readonly at: number | null }
  | { readonly is: 'not-ready' }
  | { readonly is: 'refused'; readonly code: unknown };

/** What is special to one service that is given a digest and answers with a number. */
export type HashProtocol = {
  readonly submit: (digest: Digest, now: number) => Asked;
  readonly read: (answer: unknown) => Told;
  /** How its certificate is had: asking what became of a number, and for the PDF. */
  readonly certificate:
    | { readonly is: 'none' }
    | {
        readonly is: 'pdf';
        readonly status: (number: string, now: number) => Asked;
        readonly document: (number: string, now: number) => Asked;
      };
};

/**
 * A service that keeps digests and signs nothing that could be checked offline. It is sent a digest of the note and nothing
 * else of it. An answer is kept as it came when it says under which number it keeps the digest, names no other digest, and
 * no time more than five minutes off our own; refuses with `custodian.refused` otherwise.
 */
export function hashService(
  {
    kind,
    name,
    url,
    hash,
  }: { readonly kind: string; readonly name: string; readonly url: string; readonly hash: HashName },
  { submit, read, certificate }: HashProtocol,
  { outgoing, ledger: { clock } }: Surroundings,
): StatementGiver {
  const { host } = new URL(url);
  const ask = async ({ url: to, headers, body }: Asked, maxBytes: number): Promise<OutgoingAnswer> => {
    const answer = await outgoing.request(to, { method: 'POST', headers, body, maxBytes });
    if (answer.status === ACCEPTED) throw refusedBy(name, 'it accepted the request and is not ready');
    if (answer.status !== 200) throw refusedBy(name, `it answered with status ${answer.status}`);
    return answer;
  };
  const readKept = (answer: Uint8Array): Extract<Told, { is: 'kept' }> => {
    const told = read(jsonOf(name, answer));
    if (told.is === 'refused') throw refusedBy(name, `it refused with code ${codeOf(told.code)}`);
    if (told.is === 'not-ready') throw refusedBy(name, 'it accepted the request and is not ready');
    if (told.at !== null) refuseClock(name, told.at, clock);
    return told;
  };
  return {
    name,
    host,
    neutral: true,
    roots: [],
    gives: 'statement',
    async state(note) {
      const bytes = digestOf(hash, note);
      const digest = { hash, bytes, hex: bytes.toString('hex') };
      const asked = submit(digest, clock.now());
      const { bytes: response } = await ask(asked, ANSWER_BYTES);
      const { number, at } = readKept(response);
      const request = encodeStatementRequest({
        ...{ kind, service: host, hash, digest: digest.hex },
        ...{ sent: asked.kept, number, at },
      });
      const fault = statementFault(note, { request, response, status: null, document: null });
      if (fault !== undefined) throw refusedBy(name, fault);
      return { at, request, response };
    },
    certificate:
      certificate.is === 'none'
        ? 'none'
        : async ({ number, digest }): Promise<Certificate> => {
            const { bytes: status } = await ask(certificate.status(number, clock.now()), ANSWER_BYTES);
            const told = readKept(status);
            if (told.number !== number) throw refusedBy(name, 'it answered about another number');
            if (digestsIn(status).some((each) => each !== digest)) throw refusedBy(name, 'it keeps another digest');
            const { bytes: document } = await ask(certificate.document(number, clock.now()), DOCUMENT_BYTES);
            if (!isPdf(document)) throw refusedBy(name, whyNoPdf(document, read));
            return { status, document };
          },
  };
}

/** A service that has no certificate yet may answer with words in place of a PDF. */
function whyNoPdf(document: Uint8Array, read: HashProtocol['read']): string {
  try {
    const told = read(JSON.parse(Buffer.from(document).toString('utf8')));
    if (told.is === 'refused') return `it refused the certificate with code ${codeOf(told.code)}`;
    return 'its certificate is not ready';
  } catch {
    return 'its certificate is no whole PDF';
  }
}

function jsonOf(custodian: string, answer: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(answer).toString('utf8'));
  } catch {
    throw refusedBy(custodian, 'its answer is not JSON');
  }
}

/** Codes alone are repeated: what a service says in words could hold what it was sent. */
const codeOf = (code: unknown): string => {
  const text = typeof code === 'string' || typeof code === 'number' ? String(code) : '';
  return /^[A-Za-z0-9_.-]{1,40}$/.test(text) ? text : '(none)';
};

const digestOf = (hash: HashName, note: Uint8Array): Buffer => createHash(hash).update(note).digest();
