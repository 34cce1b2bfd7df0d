import { randomBytes } from 'node:crypto';
import { Refusal } from '../kernel/refusal.ts';
import type { Actor } from '../platform/db.ts';
import type { DeskFile, DeskImport, DeskState, FileSettings } from './desk-store.ts';
import { deskImport, deskImports, dropDeskImport, saveDeskImport, unfinishedImports } from './desk-store.ts';
import type { FileSource } from './file-source.ts';
import { besideIn } from './file-source.ts';
import { importFile } from './import-file.ts';
import type { Intake } from './intake.ts';
import { lookAt, mappingOf, plainSettings } from './look.ts';
import { dropStaged, stagedFile, stageFile } from './staged-file.ts';

const MOST_FILES = 2_000;
const MOST_BYTES = 4 * 1024 * 1024 * 1024;
const LISTED = 50;
/** How often progress is told. */
const TOLD_MILLIS = 500;
/** While nothing is being taken in, an import may still be changed. */
const EDITABLE: readonly DeskState[] = ['open', 'rehearsing', 'rehearsed', 'failed'];

export type SaidSettings = { readonly [N in keyof FileSettings]: FileSettings[N] | null };

/** The process ends; what is recorded stands and the rest waits. */
class Stopped extends Error {}

/**
 * Where files wait, are looked at and are taken in, while whoever brought them may leave and come back. Files are
 * rehearsed by themselves when they or what is said about them change. One import works at a time, since each uses
 * every thread. What an earlier process left in the middle goes on with `resume`.
 */
export class Desk {
  readonly #intake: Intake;
  readonly #held = new Map<string, DeskImport>();
  readonly #listeners: ((changed: DeskImport) => void)[] = [];
  #work: Promise<void> = Promise.resolve();
  #isClosing = false;

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  listen(listener: (changed: DeskImport) => void): void {
    this.#listeners.push(listener);
  }

  list(): Promise<readonly DeskImport[]> {
    return deskImports(this.#intake.ledger, LISTED);
  }

  /** Refuses with `not_found`. */
  async get(id: string): Promise<DeskImport> {
    const known = this.#held.get(id) ?? (await deskImport(this.#intake.ledger, id));
    if (known === undefined) throw new Refusal('not_found', { what: 'an import of this id' });
    this.#held.set(id, known);
    return known;
  }

  open(actor: Actor): Promise<DeskImport> {
    const id = randomBytes(9).toString('base64url');
    const at = this.#intake.ledger.clock.now();
    return this.#put({ id, actor, at, state: 'open', error: undefined, files: [] });
  }

  /** Seals a file as it streams in. A file of the same path takes the place of the one before. */
  async addFile(id: string, path: string, content: AsyncIterable<Uint8Array>): Promise<DeskImport> {
    const { ledger, stagingDir } = this.#intake;
    const now = await this.#expect(id, EDITABLE);
    if (now.files.length >= MOST_FILES)
      throw new Refusal('request.too_large', { why: `at most ${MOST_FILES} files an import` });
    const { address, put } = await stageFile(ledger, stagingDir, content, MOST_BYTES);
    if (put.as !== 'stored') throw new Refusal('request.too_large', { why: `at most ${MOST_BYTES} bytes a file` });
    const { sizeBytes } = put;
    const before = (await this.get(id)).files.find((file) => file.path === path);
    if (before !== undefined) await dropStaged(stagingDir, before.address);
    const changed = await this.#change(id, ({ files }) => {
      const n = before?.n ?? 1 + files.reduce((last, file) => Math.max(last, file.n), 0);
      const fresh = { n, path, sizeBytes, address, settings: before?.settings ?? {} };
      const added = { ...fresh, isFresh: false, ran: false, progress: 0, reports: [], samples: [] };
      const others = files.filter((file) => file.n !== n);
      return { state: 'rehearsing', files: [...others, added].sort((a, b) => a.n - b.n) };
    });
    this.#later(id, () => this.#rehearseAll(id));
    return changed;
  }

  async removeFile(id: string, n: number): Promise<DeskImport> {
    const { files } = await this.#expect(id, EDITABLE);
    for (const { address } of files.filter((file) => file.n === n)) await dropStaged(this.#intake.stagingDir, address);
    return await this.#change(id, (now) => ({ files: now.files.filter((file) => file.n !== n) }));
  }

  /** Settings for one file, or for all; null clears one. */
  async say(id: string, n: number | undefined, settings: SaidSettings): Promise<DeskImport> {
    await this.#expect(id, EDITABLE);
    const said = (file: DeskFile): DeskFile =>
      n === undefined || file.n === n ? { ...file, settings: merged(file.settings, settings), isFresh: false } : file;
    const changed = await this.#change(id, ({ files }) => ({
      state: 'rehearsing',
      error: undefined,
      files: files.map(said),
    }));
    this.#later(id, () => this.#rehearseAll(id));
    return changed;
  }

  /** Begins to take the files in. Refuses with `import.needs` while something must still be said. */
  async run(id: string): Promise<DeskImport> {
    const now = await this.#expect(id, ['rehearsed', 'failed']);
    const needs = now.files.flatMap((file) => file.reports.flatMap((report) => report.needs));
    if (needs.length > 0) throw new Refusal('import.needs', { needs: [...new Set(needs)].join(', ') });
    const changed = await this.#put({ ...now, state: 'running', error: undefined });
    this.#later(id, () => this.#runAll(id));
    return changed;
  }

  async giveUp(id: string): Promise<void> {
    const { files } = await this.#expect(id, [...EDITABLE, 'done']);
    for (const { address } of files) await dropStaged(this.#intake.stagingDir, address);
    this.#held.delete(id);
    await dropDeskImport(this.#intake.ledger, id);
  }

  /** A file that waits. Refuses with `not_found` once it was taken in: then its delivery has it. */
  async file(id: string, n: number): Promise<FileSource> {
    const now = await this.get(id);
    const file = now.files.find((each) => each.n === n);
    if (file === undefined || now.state === 'done') throw new Refusal('not_found', { what: 'a file of this number' });
    return await this.#source(now, file);
  }

  async resume(): Promise<void> {
    for (const each of await unfinishedImports(this.#intake.ledger)) {
      this.#held.set(each.id, each);
      this.#later(each.id, () => (each.state === 'running' ? this.#runAll(each.id) : this.#rehearseAll(each.id)));
    }
  }

  /** Stops behind the stretch that is being recorded; the next process goes on from there. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#work;
  }

  async #put(changed: DeskImport): Promise<DeskImport> {
    this.#held.set(changed.id, changed);
    await saveDeskImport(this.#intake.ledger, changed);
    for (const listener of this.#listeners) listener(changed);
    return changed;
  }

  async #change(id: string, how: (now: DeskImport) => Partial<DeskImport>): Promise<DeskImport> {
    const now = await this.get(id);
    return await this.#put({ ...now, ...how(now) });
  }

  async #expect(id: string, states: readonly DeskState[]): Promise<DeskImport> {
    const now = await this.get(id);
    if (states.includes(now.state)) return now;
    throw new Refusal('import.busy', { why: `this import is ${now.state}; wait for it, or begin another one` });
  }

  #later(id: string, task: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#isClosing ? undefined : task()))
      .catch((error: unknown) => this.#fail(id, error))
      .catch(() => undefined);
  }

  /** A refusal says what to do; anything else is a bug, of which only the name is told. */
  async #fail(id: string, error: unknown): Promise<void> {
    if (error instanceof Stopped) return;
    const name = error instanceof Error ? error.name : 'unknown';
    const said = error instanceof Refusal ? { code: error.code, why: error.message } : { code: 'bug', why: name };
    await this.#change(id, () => ({ state: 'failed', error: said }));
  }

  #source(now: DeskImport, file: DeskFile): Promise<FileSource> {
    const { ledger, stagingDir } = this.#intake;
    const find = async (path: string) => {
      const other = now.files.find((each) => each.path === path);
      return other === undefined ? undefined : await this.#source(now, other);
    };
    return stagedFile(ledger, stagingDir, file, besideIn(file.path, find));
  }

  async #rehearseAll(id: string): Promise<void> {
    for (;;) {
      const now = this.#held.get(id);
      if (now === undefined || !EDITABLE.includes(now.state)) return;
      const next = now.files.find((file) => !file.isFresh && !file.ran);
      if (next === undefined) return void (await this.#put({ ...now, state: 'rehearsed' }));
      const how = { actor: now.actor, progress: () => this.#stopIfClosing() };
      const looked = await lookAt(this.#intake, await this.#source(now, next), next, how);
      // What was said meanwhile is looked at in the next round.
      const isStill = (file: DeskFile) =>
        file.n === next.n && file.settings === next.settings && file.address === next.address;
      await this.#change(id, ({ files }) => ({
        files: files.map((file) => (isStill(file) ? { ...file, ...looked, isFresh: true } : file)),
      }));
    }
  }

  async #runAll(id: string): Promise<void> {
    for (;;) {
      const now = this.#held.get(id);
      if (now === undefined || now.state !== 'running') return;
      const waiting = now.files.filter((file) => !file.ran);
      // Hand-overs are records of their own; what they cover must stand before what they brought is read.
      const next = waiting.find(({ reports }) => reports.some(({ format }) => format === 'native')) ?? waiting[0];
      if (next === undefined) break;
      await this.#runFile(now, next);
    }
    for (const { address } of (await this.get(id)).files) await dropStaged(this.#intake.stagingDir, address);
    await this.#change(id, ({ files }) => ({ state: 'done', files: files.map(withoutSecrets) }));
  }

  async #runFile(now: DeskImport, file: DeskFile): Promise<void> {
    const mapping = await mappingOf(this.#intake, file, now.actor);
    const progress = this.#progressOf(now.id, file.n);
    const options = { ...plainSettings(file.settings), ...mapping, dryRun: false, actor: now.actor, progress };
    const reports = await importFile(this.#intake, await this.#source(now, file), file.path, options);
    await this.#change(now.id, ({ files }) => ({
      files: files.map((each) => (each.n === file.n ? { ...each, reports, ran: true, progress: 1 } : each)),
    }));
  }

  /** Tells how far a file is, now and then; kept in memory alone, since the ledger knows where to go on. */
  #progressOf(id: string, n: number): (fraction: number) => void {
    let told = 0;
    return (fraction) => {
      this.#stopIfClosing();
      const at = performance.now();
      const live = this.#held.get(id);
      if (live === undefined || at - told < TOLD_MILLIS) return;
      told = at;
      const files = live.files.map((each) => (each.n === n ? { ...each, progress: fraction } : each));
      const changed = { ...live, files };
      this.#held.set(id, changed);
      for (const listener of this.#listeners) listener(changed);
    };
  }

  #stopIfClosing(): void {
    if (this.#isClosing) throw new Stopped();
  }
}

function merged(before: FileSettings, said: SaidSettings): FileSettings {
  const all = Object.entries({ ...before, ...said });
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== undefined && value !== ''));
}

function withoutSecrets(file: DeskFile): DeskFile {
  const { password: _password, ...settings } = file.settings;
  return { ...file, settings };
}
