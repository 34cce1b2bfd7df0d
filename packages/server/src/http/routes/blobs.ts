import { Readable } from 'node:stream';
import { z } from 'zod';
import { keepMedia, readMedia } from '../../intake/media.ts';
import { sourceForPosting } from '../../intake/source.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { defineBytesRoute, defineRoute } from '../route.ts';
import { nothing } from './nothing.ts';

const MAX_BYTES = 256 * 1024 * 1024;
const MAX_WAITING = 16;
const params = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });
let waiting = 0;

/** 提交附件. Put before the record that names it; checked against the digest in the address while it streams. */
export const putBlob = defineRoute({
  method: 'PUT',
  path: 'blobs/:sha256',
  needs: 'record.post',
  summary: 'Put a media file of at most 256 MiB before the record that names it',
  params,
  query: nothing,
  body: 'octets',
  reply: z.object({ sha256: z.string(), sizeBytes: z.int() }),

  async handle({ caller, params: { sha256 }, stream }, { intake }) {
    const source = await sourceForPosting(intake.ledger, caller.actor, caller.source ?? '');
    if (waiting >= MAX_WAITING) throw new Refusal('request.too_many', {});
    waiting++;
    try {
      const put = await keepMedia(intake, source, stream, { sha256, maxBytes: MAX_BYTES }).catch(brokenOff);
      if (put.as === 'too large') throw new Refusal('request.too_large', { why: `at most ${MAX_BYTES} bytes a file` });
      if (put.as === 'other digest') {
        throw new Refusal('request.invalid', { why: 'the bytes have another SHA-256 than the address names' });
      }
      return { sha256, sizeBytes: put.sizeBytes };
    } finally {
      waiting--;
    }
  },
});

/** A client that goes away in the middle is no fault of ours. */
function brokenOff(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
  throw new Refusal('request.invalid', { why: 'the upload broke off' });
}

/** 查看附件. That it was read is recorded before the first byte is answered. */
export const blobBytes = defineBytesRoute({
  method: 'GET',
  path: 'blobs/:sha256',
  needs: 'entry.read',
  summary: 'A media file as it was put',
  params,
  query: nothing,
  body: 'none',

  async handle({ caller, params: { sha256 } }, { intake }) {
    const content = await readMedia(intake, caller.actor, sha256);
    return { type: 'application/octet-stream', bytes: Readable.from(content), fileName: sha256 };
  },
});
