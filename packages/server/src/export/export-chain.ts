import { join } from 'node:path';
import type { Files, ItemParts, LogParts, Statement } from '@zhenglian/proof';
import { decodeTrust, disclose, prepareFiles, sealPackage, verifyZip, writeZip } from '@zhenglian/proof';
import { notePackageSubject } from '../access/watch/store.ts';
import { chainById, recordReconstruction } from '../chain/show.ts';
import type { ChainRow } from '../chain/store.ts';
import * as chainStore from '../chain/store.ts';
import type { Custodian } from '../deposit/custodian.ts';
import { rootsOf } from '../deposit/custodian.ts';
import { depositNow } from '../deposit/deposit.ts';
import type { ReceiptRow } from '../deposit/receipt-store.ts';
import { recordFindings } from '../detect/show.ts';
import * as detectStore from '../detect/store.ts';
import { randomId } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { shanghaiMonth } from '../kernel/time.ts';
import { appendOwn, audit } from '../ledger/append-own.ts';
import type { EpochNote } from '../ledger/checkpoint.ts';
import { checkpointLog, makeEpoch, trustFile } from '../ledger/checkpoint.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { MAIN_LOG } from '../ledger/ledger.ts';
import { holderMessage } from '../ledger/mac-messages.ts';
import { proverOf } from '../ledger/prove.ts';
import { readEntries } from '../ledger/read.ts';
import { writeSealed } from '../ledger/sealed-file.ts';
import * as ledgerStore from '../ledger/store.ts';
import { worldOf } from '../people/facts.ts';
import type { Actor, Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { Applied } from './apply-profile.ts';
import { applyProfile } from './apply-profile.ts';
import { collect, itemParts, refuseUndone } from './collect.ts';
import type { Attestation } from './documents/facts.ts';
import type { EarlierEpochs } from './earlier-epochs.ts';
import { earlierEpochs } from './earlier-epochs.ts';
import { makeDocuments } from './make-documents.ts';
import type { Profile } from './profile.ts';
import { PROFILE, timeLimits } from './profile.ts';
import { statementsIn } from './protect.ts';
import type { Signer } from './signer.ts';
import { verifierPage } from './verifier-page.ts';
import type { Story } from './who.ts';
import { whoIsWho } from './who.ts';

/** Where packages are kept, sealed, beside the database. */
export type Exporter = {
  readonly ledger: Ledger;
  readonly packageDir: string;
  readonly custodians: readonly Custodian[];
  /** Who signs the report of every package, one after the other. */
  readonly signers: readonly Signer[];
};

export type Exported = {
  readonly id: string;
  readonly file: string;
  readonly items: number;
  readonly checkpoint: { readonly log: string; readonly size: number };
};

/**
 * Builds the package of a chain: every entry it rests on with its proof, bound by a `package` entry.
 * It is checked by its own verify first and refused with `package.self_check_failed` when that does not pass, and
 * with `import.retracted` when the import of something in it was undone.
 */
export async function exportChain(
  { ledger, packageDir, custodians, signers }: Exporter,
  actor: Actor,
  chainId: string,
  profile: Profile,
): Promise<Exported> {
  const { row, found } = await chainById(ledger, actor, chainId);
  const shown = await recordReconstruction(ledger, actor, row, found);
  const places = found.timeline.map(({ entry }) => entry);
  const findings = PROFILE[profile].types.includes('finding') ? await findingsIn(ledger, actor, places) : [];
  const id = randomId();
  const who = whoIsWho(found.chain, (await worldOf(ledger)).directory);
  const statements = PROFILE[profile].keeps.includes('statements') ? await statementsIn(ledger, who) : [];
  const all = await ledger.db.as(actor, (tx) =>
    collect(tx, ledger, found, [{ ...shown, role: 'reconstruction' }, ...findings, ...statements]),
  );
  const collected = applyProfile(profile, found, all, who);
  const gathered = await ledger.db.servingAs(actor, (tx) => gather(tx, ledger, collected));
  const receipts = await depositNow(ledger, custodians, gathered.epoch);
  const gave = custodians.filter(({ name }) => receipts.some(({ custodian }) => custodian === name));
  // Where somebody outside attests this package, whoever is configured may have renewed what was attested before.
  const trusted = gave.some(({ neutral, gives }) => neutral && gives === 'token') ? custodians : gave;
  const before = await ledger.db.servingAs(actor, (tx) =>
    earlierEpochs(
      tx,
      { custodians: trusted, now: ledger.clock.now() },
      gathered.logs,
      gathered.items.map(({ entry }) => entry),
    ),
  );
  const prepared = await prepare(
    ledger,
    { id, story: found.chain, profile, signers },
    { ...gathered, receipts, gave, before },
  );
  const holder = `package:${id}`;
  const derivedFrom = [...new Set(collected.picked.map(({ read }) => read.keyId))];
  const index = await appendOwn(ledger, actor, {
    log: MAIN_LOG,
    type: 'package',
    body: prepared.body,
    holder,
    class: 'derived',
    derivedFrom,
  });
  const sealed = await ledger.db.servingAs(actor, (tx) => proveItself(tx, ledger, prepared, index));
  const zip = writeZip(sealed.files);
  await checkItself(ledger, zip, rootsOf(trusted));
  await ledger.db.as(actor, (tx) => refuseUndone(tx, collected.picked));
  await keep({ ledger, packageDir }, holder, id, zip);
  await ledger.db.as(systemActor, async (tx) => {
    const { logId } = await ledgerStore.logNamed(tx, MAIN_LOG);
    await chainStore.notePackage(tx, { id, logId, index, at: sealed.recordedAt });
    await notePackageSubject(tx, id, chainId);
  });
  const reading = { ground: `chain:${chainId}`, about: aboutOf(row), items: collected.picked.length };
  await audit(ledger, actor, 'package.make', { id, chain: chainId, profile, entry: { log: MAIN_LOG, index } }, reading);
  return {
    id,
    file: `zhenglian-${id}.zip`,
    items: collected.picked.length,
    checkpoint: { log: MAIN_LOG, size: sealed.size },
  };
}

const aboutOf = ({ reach }: ChainRow): readonly string[] =>
  reach.aboutMac === null ? [] : [reach.aboutMac.toString('hex')];

async function findingsIn(ledger: Ledger, actor: Actor, places: readonly { log: string; index: number }[]) {
  const rows = await ledger.db.as(actor, async (tx) => {
    const logs = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
    return await detectStore.findingsAt(
      tx,
      ledger,
      places.map(({ log, index }) => ({ logId: logs.get(log) ?? 0, index })),
    );
  });
  await recordFindings(ledger, actor, rows);
  return await ledger.db.as(actor, async (tx) =>
    (
      await detectStore.shownAt(
        tx,
        rows.map((row) => row.id),
      )
    ).map((place) => ({ ...place, role: 'finding' })),
  );
}

type Prepared = {
  readonly files: Files;
  readonly body: ReturnType<typeof prepareFiles>['body'];
  readonly mainSize: number;
};

type Gathered = {
  readonly logs: readonly LogParts[];
  readonly items: readonly ItemParts[];
  readonly epoch: EpochNote;
  readonly leftOut: Applied['leftOut'];
};

/** The items with their proofs against a head of each log, and the epoch that holds those heads. */
async function gather(tx: Tx, ledger: Ledger, { picked, leftOut }: Applied): Promise<Gathered> {
  const used = new Set(picked.map(({ read }) => read.place.log));
  const logs: LogParts[] = [];
  const heads: { log: string; logId: number; size: number }[] = [];
  const items: ItemParts[] = [];
  for (const log of (await ledgerStore.logs(tx)).filter(({ name }) => used.has(name))) {
    const checkpoint = await checkpointLog(tx, ledger, log);
    if (checkpoint === undefined) throw new Error('a log with items has a head');
    logs.push({ log: log.name, size: checkpoint.size, checkpoint: checkpoint.note });
    heads.push({ log: log.name, logId: log.logId, size: checkpoint.size });
    const prover = proverOf(tx, log.logId);
    for (const each of picked.filter(({ read }) => read.place.log === log.name))
      items.push(await itemParts(each, prover, checkpoint.size));
  }
  return { logs, items, epoch: await makeEpoch(tx, ledger, heads), leftOut };
}

/** Lays out what the package entry will bind, the documents for people among it. */
async function prepare(
  ledger: Ledger,
  what: { id: string; story: Story & { id: string }; profile: Profile; signers: readonly Signer[] },
  {
    logs,
    items,
    epoch,
    leftOut,
    receipts,
    gave,
    before,
  }: Gathered & {
    readonly receipts: readonly ReceiptRow[];
    readonly gave: readonly Custodian[];
    readonly before: EarlierEpochs;
  },
): Promise<Prepared> {
  const parts = {
    id: what.id,
    profile: what.profile,
    subject: what.story.id,
    origin: `zhenglian/${ledger.secrets.installation}`,
    createdAt: ledger.clock.now(),
    leftOut: [...PROFILE[what.profile].leavesOut, ...leftOut],
    limits: [...PROFILE[what.profile].limits, ...timeLimits(gave)],
    logs,
    epochs: [...before.epochs, epoch],
    earlier: before.earlier,
    receipts: [
      ...before.receipts,
      ...receipts.flatMap((each) => (each.format === 'rfc3161' ? [{ ...each, renewals: [] }] : [])),
    ],
    statements: receipts.flatMap(statementOf),
    items,
  };
  const documents = await makeDocuments({ ...parts, story: what.story }, attestations(receipts, gave), what.signers);
  const { files, body } = prepareFiles({ ...parts, documents, page: verifierPage() });
  return { files, body, mainSize: logs.find(({ log }) => log === MAIN_LOG)?.size ?? 0 };
}

function statementOf(row: ReceiptRow): readonly Statement[] {
  if (row.format !== 'statement') return [];
  const { epoch, custodian, request, response, later } = row;
  return [{ epoch, custodian, request, response, status: later?.status ?? null, document: later?.document ?? null }];
}

/** What the documents say of receipts: one of a custodian that is not somebody else is the company's own word. */
const attestations = (receipts: readonly ReceiptRow[], gave: readonly Custodian[]): readonly Attestation[] =>
  receipts.map(({ custodian, epoch, at, format }) => {
    const isOwn = gave.some(({ name, neutral }) => name === custodian && !neutral);
    return { custodian, epoch, at, by: isOwn ? 'own' : format === 'statement' ? 'statement' : 'outside' };
  });

/** The proof of the package itself: its own entry in a later head, and that head's descent from the one the items stand in. */
async function proveItself(
  tx: Tx,
  ledger: Ledger,
  { files, mainSize }: Prepared,
  index: number,
): Promise<{ files: Files; size: number; recordedAt: number }> {
  const log = await ledgerStore.logNamed(tx, MAIN_LOG);
  const checkpoint = await checkpointLog(tx, ledger, log);
  const [read] = await readEntries(tx, ledger, log, [index]);
  if (checkpoint === undefined || read === undefined || read.content.status !== 'open')
    throw new Error('a package entry just appended is there');
  const prover = proverOf(tx, log.logId);
  const epoch = await makeEpoch(tx, ledger, [{ log: log.name, logId: log.logId, size: checkpoint.size }]);
  const consistency =
    mainSize === 0 ? null : { from: mainSize, path: await prover.consistency(mainSize, checkpoint.size) };
  const proof = {
    entry: read.entry,
    disclosure: disclose(read.content.body, read.content.salt, new Set<string>()),
    size: checkpoint.size,
    path: await prover.inclusion(index, checkpoint.size),
    checkpoint: checkpoint.note,
    consistency,
    epoch: epoch.note,
  };
  return { files: sealPackage(files, proof), size: checkpoint.size, recordedAt: read.entry.recordedAt };
}

async function checkItself(ledger: Ledger, zip: Uint8Array, roots: readonly Uint8Array[]): Promise<void> {
  const { verdict, checks } = verifyZip(zip, decodeTrust(await trustFile(ledger, roots)), ledger.clock.now());
  if (verdict === 'pass') return;
  const wrong = checks.filter(({ outcome }) => outcome !== 'pass').map(({ id, because }) => `${id}: ${because}`);
  throw new Refusal('package.self_check_failed', { verdict, checks: wrong.slice(0, 5).join('; ') });
}

async function keep(
  { ledger, packageDir }: Pick<Exporter, 'ledger' | 'packageDir'>,
  holder: string,
  id: string,
  zip: Uint8Array,
): Promise<void> {
  const { logId } = await ledger.db.as({ id: 'export', role: 'system' }, (tx) => ledgerStore.logNamed(tx, MAIN_LOG));
  const need = {
    holderMac: ledger.secrets.mac(holderMessage(holder)),
    class: 'derived' as const,
    month: shanghaiMonth(ledger.clock.now()),
  };
  const [key] = await ledger.keys.resolve(logId, [need]);
  if (key === undefined) throw new Error('a package has a data key');
  writeSealed(join(packageDir, `${id}.sealed`), key, holder, zip);
}
