import { Refusal } from '../kernel/refusal.ts';
import { audit } from '../ledger/append-own.ts';
import type { Place } from '../ledger/read.ts';
import { readEntries } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Actor } from '../platform/db.ts';
import type { FileSource } from './file-source.ts';
import type { Intake } from './intake.ts';
import type { Gap } from './original.ts';
import { originalParts } from './original.ts';
import { dropStaged, stagedFile, stageFile } from './staged-file.ts';
import type { SourceRow } from './store.ts';
import * as store from './store.ts';

/** What a delivery's own entry says of it. */
export type Delivered = {
  readonly log: ledgerStore.LogRow;
  readonly source: SourceRow;
  readonly name: string;
  readonly mapping: string | undefined;
  readonly settings: {
    readonly basis?: string;
    readonly owner?: string;
    readonly zone?: string;
    readonly handover?: string;
  };
};

/** Refuses with `not_found` where no delivery stands, and with `key.destroyed` where what it says is destroyed. */
export async function readDelivery(intake: Intake, actor: Actor, { log: name, index }: Place): Promise<Delivered> {
  const { ledger } = intake;
  return await ledger.db.as(actor, async (tx) => {
    const log = (await ledgerStore.logs(tx)).find((each) => each.name === name);
    const [read] = log === undefined ? [] : await readEntries(tx, ledger, log, [index]);
    if (log === undefined || read?.entry.type !== 'delivery' || read.content.status === 'withheld')
      throw new Refusal('not_found', { what: `a delivery at ${name}:${index}` });
    if (read.content.status !== 'open') throw new Refusal('key.destroyed', { what: `the delivery ${name}:${index}` });
    const body = read.content.body as {
      readonly source: string;
      readonly file: { readonly name?: string };
      readonly mapping?: string | null;
      readonly [name: string]: unknown;
    };
    const source = await store.sourceNamed(tx, body.source);
    if (source === undefined) throw new Error('a delivery names a source that is there');
    const said = (['basis', 'owner', 'zone', 'handover'] as const).flatMap((each) =>
      typeof body[each] === 'string' ? [[each, body[each]]] : [],
    );
    const settings = Object.fromEntries(said);
    return { log, source, name: body.file.name ?? `${name}-${index}`, mapping: body.mapping ?? undefined, settings };
  });
}

/** An original put together again; `drop` deletes the copy once nobody reads it any more. */
export type PutTogether = {
  readonly file: FileSource;
  readonly delivered: Delivered;
  readonly drop: () => Promise<void>;
};

/**
 * The file of a delivery put together again, byte for byte as it came, as a sealed copy. That it was read is recorded
 * first. Refuses with `key.destroyed` where a part is gone, and with `not_found` where a part was outside of what was
 * handed over and so never kept; with `auth.forbidden` where a part is walled off from whoever asks.
 */
export async function putTogether(intake: Intake, actor: Actor, place: Place): Promise<PutTogether> {
  const { ledger, blobDir, stagingDir } = intake;
  const delivered = await readDelivery(intake, actor, place);
  await audit(
    ledger,
    actor,
    'original.read',
    { log: place.log, index: place.index },
    { ground: `delivery:${place.log}:${place.index}` },
  );
  const where = { log: delivered.log, delivery: place.index };
  const { address, put } = await ledger.db.as(actor, (tx) =>
    stageFile(ledger, stagingDir, whole(originalParts({ tx, ledger, blobDir }, where)), Number.MAX_SAFE_INTEGER),
  );
  if (put.as !== 'stored') throw new Error('an original was not put together');
  const found = { address, path: delivered.name, sizeBytes: put.sizeBytes };
  const file = await stagedFile(ledger, stagingDir, found, () => Promise.resolve(undefined));
  return { file, delivered, drop: () => dropStaged(stagingDir, address) };
}

/** The same while `use` works with it. */
export async function withOriginal<T>(
  intake: Intake,
  actor: Actor,
  place: Place,
  use: (file: FileSource, delivered: Delivered) => Promise<T>,
): Promise<T> {
  const { file, delivered, drop } = await putTogether(intake, actor, place);
  try {
    return await use(file, delivered);
  } finally {
    await drop();
  }
}

async function* whole(parts: AsyncIterable<Uint8Array | Gap>): AsyncGenerator<Uint8Array> {
  for await (const part of parts) {
    if (part === 'withheld')
      throw new Refusal('auth.forbidden', { why: 'this file, or a part of it, is held back from you' });
    if (part === 'destroyed') throw new Refusal('key.destroyed', { what: 'a part of this original' });
    if (part === 'outside')
      throw new Refusal('not_found', {
        why: 'a part of this original was outside of what was handed over and is not kept',
      });
    yield part;
  }
}
