import { Readable } from 'node:stream';
import { z } from 'zod';
import { groundFor } from '../../cases/ground.ts';
import { keepMedia, readMedia } from '../../intake/media.ts';
import { sourceForPosting } from '../../intake/source.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Place } from '../../ledger/read.ts';
import { readEntries } from '../../ledger/read.ts';
import * as ledgerStore from '../../ledger/store.ts';
import { recordIn } from '../../people/facts.ts';
import type { Actor } from '../../platform/db.ts';
import { defineBytesRoute, defineRoute } from '../route.ts';
import { stated } from './entries.ts';
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

/** Whether the record at this place, as far as this actor may see it, names the file. */
async function names(ledger: Ledger, actor: Actor, { log: name, index }: Place, sha256: string): Promise<boolean> {
  return await ledger.db.as(actor, async (tx) => {
    const log = (await ledgerStore.logs(tx)).find((each) => each.name === name);
    const [read] = log === undefined ? [] : await readEntries(tx, ledger, log, [index]);
    const record = read === undefined ? undefined : recordIn(read);
    return record?.media?.some((each) => each.sha256 === sha256) === true;
  });
}

/** 查看附件. That it was read is recorded before the first byte is answered. */
export const blobBytes = defineBytesRoute({
  method: 'GET',
  path: 'blobs/:sha256',
  needs: 'entry.read',
  summary: 'A media file as it was put, named by the entry it belongs to',
  params,
  query: stated.extend({ log: z.string().regex(/^[a-z0-9-]{1,40}$/), index: z.coerce.number().int().min(0) }),
  body: 'none',

  async handle({ caller: { actor }, params: { sha256 }, query: { log, index, ground, why } }, { intake }) {
    const place = { log, index };
    const upon = await groundFor(intake.ledger, actor, place, { ground, why });
    if (!(await names(intake.ledger, actor, place, sha256)))
      throw new Refusal('not_found', { what: 'a file of this entry' });
    const content = await readMedia(intake, actor, sha256, upon);
    return { type: 'application/octet-stream', bytes: Readable.from(content), fileName: sha256 };
  },
});
