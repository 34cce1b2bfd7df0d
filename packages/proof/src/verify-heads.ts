import { bytesOfBase64, hexOf } from './bytes.ts';
import type { Finding, Read } from './check.ts';
import { attempt, fail, missing, notChecked, pass, unread, worst } from './check.ts';
import type { Checkpoint } from './checkpoint.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { PackageError } from './decode.ts';
import type { Epoch, EpochLog } from './epoch.ts';
import { parseEpoch } from './epoch.ts';
import { PROOF_EPOCH } from './package-paths.ts';
import { noteText, openNote } from './signed-note.ts';
import type { Trust } from './trust.ts';
import type { Files } from './zip.ts';

/** A signed file: what it says, and whether somebody trusted signed it. The first may be known without the second. */
export type Head<T> = { readonly path: string; readonly says: Read<T>; readonly signature: Finding };

/** Reads the checkpoint at `path`, which must be of the log `origin`. */
export function readCheckpoint(files: Files, path: string, origin: string, trust: Trust | undefined): Head<Checkpoint> {
  return readHead(files, path, origin, trust, (text) => {
    const checkpoint = parseCheckpoint(text);
    if (checkpoint.origin !== origin) throw new PackageError(`it is a checkpoint of another log than ${origin}`);
    return checkpoint;
  });
}

/** Reads every epoch of the package: those under data/epochs, named by their numbers, and the one that proves the package. */
export function readEpochs(files: Files, origin: string, trust: Trust | undefined): readonly Head<Epoch>[] {
  const paths = [...files.keys()].filter((path) => path.startsWith('data/epochs/')).sort();
  return [...paths, PROOF_EPOCH].map((path) =>
    readHead(files, path, `${origin}/epoch`, trust, (text) => {
      const epoch = parseEpoch(text);
      if (path !== PROOF_EPOCH && path !== `data/epochs/${epoch.epoch}.note`)
        throw new PackageError('it has another number');
      return epoch;
    }),
  );
}

function readHead<T>(
  files: Files,
  path: string,
  name: string,
  trust: Trust | undefined,
  parse: (text: string) => T,
): Head<T> {
  const note = files.get(path);
  if (note === undefined) return { path, says: missing(path), signature: notChecked(`${path} is missing.`) };
  const says = attempt(path, () => parse(noteText(note)));
  return { path, says, signature: says.ok ? checkSignature(note, path, name, trust) : unread(says) };
}

function checkSignature(note: Uint8Array, path: string, name: string, trust: Trust | undefined): Finding {
  if (trust === undefined)
    return notChecked(`${path} is signed, but no trust file was given, so nobody vouches for the key.`);
  const keys = trust.logs.filter(({ origin }) => origin === name);
  if (keys.length === 0) return fail(`${path}: the trust file names no key for ${name}.`);
  const opened = attempt(path, () =>
    openNote(
      note,
      keys.map(({ key }) => ({ name, publicKey: bytesOfBase64(key) })),
    ),
  );
  return opened.ok ? pass(`${path} is signed with the trusted key of ${name}.`) : fail(opened.because);
}

/** What the epochs say of a log at a size; undefined when none holds it at that size. */
export function epochLogAt(epochs: readonly Head<Epoch>[], log: string, size: number): EpochLog | undefined {
  const logs = epochs.flatMap(({ says }) => (says.ok ? says.value.logs : []));
  return logs.find((head) => head.log === log && head.size === size);
}

/** A checkpoint that must stand in an epoch, since its SM3 root stands only there. */
export type Needed = { readonly log: string; readonly head: Head<Checkpoint>; readonly epochs: readonly Head<Epoch>[] };

/** Checks the signatures of all epochs, that they agree with each other, and that each checkpoint stands in one of them. */
export function checkEpochs(epochs: readonly Head<Epoch>[], needed: readonly Needed[], complete: boolean): Finding {
  const files = epochs.map(({ path }) => path).join(', ');
  const good = pass(`${files} are signed with the trusted key, agree with each other and hold the checkpoints.`);
  const signatures = epochs.map(({ signature }) => signature);
  return worst([good, ...signatures, ...disagreements(epochs), ...needed.map((need) => isHeld(need, complete))], good);
}

function isHeld({ log, head: { path, says }, epochs }: Needed, complete: boolean): Finding {
  if (!says.ok) return notChecked(says.because);
  const held = epochLogAt(epochs, log, says.value.size);
  const where = epochs.map((epoch) => epoch.path).join(', ') || 'data/epochs';
  const absent = `${where} holds no ${log} of size ${says.value.size}, which ${path} is of.`;
  if (held === undefined) return complete && epochs.every((epoch) => epoch.says.ok) ? fail(absent) : notChecked(absent);
  const same = held.sha256 === hexOf(says.value.root);
  return same ? pass('') : fail(`${where} holds another root of ${log} at size ${held.size} than ${path}.`);
}

function disagreements(epochs: readonly Head<Epoch>[]): Finding[] {
  const read = epochs.flatMap(({ path, says }) => (says.ok ? [{ path, epoch: says.value }] : []));
  read.sort((a, b) => a.epoch.epoch - b.epoch.epoch);
  const before = new Map<string, EpochLog>();
  return read.flatMap(({ path, epoch }) =>
    epoch.logs.flatMap((log) => {
      const last = before.get(log.log);
      before.set(log.log, log);
      if (last === undefined || last.size < log.size) return [];
      if (last.size > log.size) return [fail(`${path}: ${log.log} is smaller than in an earlier epoch.`)];
      const same = last.sha256 === log.sha256 && last.sm3 === log.sm3;
      return same ? [] : [fail(`${path}: ${log.log} has another root than in an earlier epoch of the same size.`)];
    }),
  );
}
