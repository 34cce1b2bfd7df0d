import { encodeCheckpoint, encodeEpoch, noteText, parseEpoch, signNote } from '@zhenglian/proof';
import type { Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import * as checkpointStore from './checkpoint-store.ts';
import type { Ledger } from './ledger.ts';
import { originOf } from './ledger.ts';
import { proverOf } from './prove.ts';
import type { Signer } from './secrets.ts';
import { signerOf } from './secrets.ts';
import * as store from './store.ts';

export type EpochNote = { readonly epoch: number; readonly note: string };
export type Checkpoint = { readonly log: string; readonly size: number; readonly at: number; readonly note: string };

/** Signs the head of one log as a C2SP checkpoint and keeps it; an empty log has none. */
export async function checkpointLog(tx: Tx, ledger: Ledger, log: store.LogRow): Promise<Checkpoint | undefined> {
  if (log.size === 0) return undefined;
  const known = await checkpointStore.latestCheckpoint(tx, log.logId);
  if (known !== undefined && known.size === log.size) return { log: log.name, ...known };
  const signer = await signerOf(tx, ledger.master, originOf(ledger, log.name));
  const { sha256 } = await proverOf(tx, log.logId).root(log.size);
  const note = signNote(encodeCheckpoint({ origin: signer.name, size: log.size, root: sha256 }), signer);
  const at = ledger.clock.now();
  await checkpointStore.insertCheckpoint(tx, log.logId, log.size, at, note);
  return { log: log.name, size: log.size, at, note };
}

/** Signs the head of every log that has news. Called every few seconds by a server, and before a package. */
export async function checkpointAll(ledger: Ledger): Promise<readonly Checkpoint[]> {
  return await ledger.db.as(systemActor, async (tx) => {
    const done: Checkpoint[] = [];
    for (const log of await store.logs(tx)) {
      const made = await checkpointLog(tx, ledger, log);
      if (made !== undefined) done.push(made);
    }
    return done;
  });
}

/** Sums up the heads of all logs where the last epoch does not hold each as it is; answers the new one, or undefined without news. */
export async function epochOfAll(ledger: Ledger): Promise<EpochNote | undefined> {
  return await ledger.db.as(systemActor, async (tx) => {
    const heads = [];
    for (const log of await store.logs(tx)) {
      const checkpoint = await checkpointLog(tx, ledger, log);
      if (checkpoint !== undefined) heads.push({ log: log.name, logId: log.logId, size: checkpoint.size });
    }
    const last = await checkpointStore.latestEpoch(tx);
    const held = new Map(
      last === undefined ? [] : parseEpoch(noteText(Buffer.from(last.note))).logs.map((each) => [each.log, each.size]),
    );
    const isNews = heads.some(({ log, size }) => held.get(log) !== size);
    return isNews ? await makeEpoch(tx, ledger, heads) : undefined;
  });
}

/** `{epoch, at, logs}` over these heads, signed and kept: what custodians and witnesses are given, and what holds the SM3 roots. */
export async function makeEpoch(
  tx: Tx,
  ledger: Ledger,
  heads: readonly { log: string; logId: number; size: number }[],
): Promise<EpochNote> {
  const logs = [];
  for (const { log, logId, size } of heads) {
    const { sha256, sm3 } = await proverOf(tx, logId).root(size);
    logs.push({ log, size, sha256: sha256.toString('hex'), sm3: sm3.toString('hex') });
  }
  const epoch = await checkpointStore.nextEpoch(tx);
  const at = ledger.clock.now();
  const signer = await epochSigner(tx, ledger);
  const note = signNote(encodeEpoch({ epoch, at, logs }), signer);
  await checkpointStore.insertEpoch(tx, epoch, at, note);
  return { epoch, note };
}

const epochSigner = (tx: Tx, ledger: Ledger): Promise<Signer> => signerOf(tx, ledger.master, originOf(ledger, 'epoch'));

/** The public key that the heads of a log, or the epochs, are signed with, as a trust file names it. */
export async function publicKeyOf(tx: Tx, ledger: Ledger, name: string) {
  const signer = await signerOf(tx, ledger.master, originOf(ledger, name));
  return { origin: signer.name, key: Buffer.from(signer.publicKey).toString('base64') };
}

/**
 * Our public keys as a trust file, with the root certificates of the custodians that attest our epochs. Whoever relies on it should have received it another way
 * than the package, and the roots from the custodians themselves.
 */
export async function trustFile(ledger: Ledger, roots: readonly Uint8Array[]) {
  return await ledger.db.as(systemActor, async (tx) => {
    const names = [...(await store.logs(tx)).map((log) => log.name), 'epoch'];
    const logs = [];
    for (const name of names) logs.push(await publicKeyOf(tx, ledger, name));
    const custodians = roots.map((root) => ({ root: Buffer.from(root).toString('base64') }));
    return { v: 1, logs, custodians, witnesses: [], atLeastWitnesses: 0 };
  });
}
