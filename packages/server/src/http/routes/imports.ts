import { z } from 'zod';
import type { Desk, SaidSettings } from '../../intake/desk.ts';
import type { DeskFile, DeskImport } from '../../intake/desk-store.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../route.ts';
import { defineRoute } from '../route.ts';
import type { ImportState } from './intake-shapes.ts';
import { importList, importState, settingsGiven } from './intake-shapes.ts';
import { nothing } from './nothing.ts';

const id = z.string().regex(/^[A-Za-z0-9_-]{12}$/);
/** At the same time, of one person and of all; a browser sends six at the most. */
const MAX_UPLOADS = { each: 6, all: 24 };
const uploading = new Map<string, number>();

export const imports = defineRoute({
  method: 'GET',
  path: 'imports',
  needs: 'import.make',
  summary: 'Imports, newest first',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: importList,
  async handle({ caller }, { desk }) {
    const all = (await desk.list()).filter(({ actor }) => actor.id === caller.actor.id);
    return {
      imports: all.map(({ id: name, at, state, files }) => ({
        ...{ id: name, at, state, files: files.length },
        sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
      })),
    };
  },
});

export const openImport = defineRoute({
  method: 'POST',
  path: 'imports',
  needs: 'import.make',
  summary: 'Begin an import; files are put into it and looked at before anything is recorded',
  params: nothing,
  query: nothing,
  body: nothing,
  reply: importState,
  handle: async ({ caller }, { desk }) => shown(await desk.open(caller.actor)),
});

/** 上传文件. At most 4 GiB, sealed while it streams in; it is rehearsed by itself. */
export const putImportFile = defineRoute({
  method: 'PUT',
  path: 'imports/:id/files',
  needs: 'import.make',
  summary: 'Put a file of at most 4 GiB into an import',
  params: z.object({ id }),
  query: z.object({ path: z.string().min(1).max(1_024).refine(isRelative, 'must be a relative path of plain names') }),
  body: 'octets',
  reply: importState,
  async handle({ caller, params, query, stream }, { desk }) {
    await refuseOthers(caller, desk, params.id);
    const who = caller.actor.id;
    const mine = uploading.get(who) ?? 0;
    const all = [...uploading.values()].reduce((sum, one) => sum + one, 0);
    if (mine >= MAX_UPLOADS.each || all >= MAX_UPLOADS.all) throw new Refusal('request.too_many', {});
    uploading.set(who, mine + 1);
    try {
      return shown(await desk.addFile(params.id, query.path, stream).catch(brokenOff));
    } finally {
      const left = (uploading.get(who) ?? 1) - 1;
      if (left > 0) uploading.set(who, left);
      else uploading.delete(who);
    }
  },
});

function isRelative(path: string): boolean {
  return !/[\\\p{Cc}]/u.test(path) && path.split('/').every((name) => name !== '' && name !== '.' && name !== '..');
}

/** A client that goes away in the middle is no fault of ours. */
function brokenOff(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
  throw new Refusal('request.invalid', { why: 'the upload broke off' });
}

export const removeImportFile = defineRoute({
  method: 'DELETE',
  path: 'imports/:id/files/:n',
  needs: 'import.make',
  summary: 'Take a file out of an import; its bytes are deleted',
  params: z.object({ id, n: z.coerce.number().int().min(1) }),
  query: nothing,
  body: 'none',
  reply: importState,
  async handle({ caller, params }, { desk }) {
    await refuseOthers(caller, desk, params.id);
    return shown(await desk.removeFile(params.id, params.n));
  },
});

export const importById = defineRoute({
  method: 'GET',
  path: 'imports/:id',
  needs: 'import.make',
  summary: 'One import with what is known of its files',
  params: z.object({ id }),
  query: nothing,
  body: 'none',
  reply: importState,
  async handle({ caller, params }, { desk }) {
    await refuseOthers(caller, desk, params.id);
    return shown(await desk.get(params.id));
  },
});

export const sayOfImport = defineRoute({
  method: 'POST',
  path: 'imports/:id/settings',
  needs: 'import.make',
  summary: 'Say where files come from and how they are read; null clears a value',
  params: z.object({ id }),
  query: nothing,
  body: z.strictObject({ file: z.int().exactOptional(), settings: settingsGiven }),
  reply: importState,
  async handle({ caller, params, body }, { desk }) {
    await refuseOthers(caller, desk, params.id);
    return shown(await desk.say(params.id, body.file, body.settings as SaidSettings));
  },
});

export const runImport = defineRoute({
  method: 'POST',
  path: 'imports/:id/run',
  needs: 'import.make',
  summary: 'Take the files in; refused while something must still be said',
  params: z.object({ id }),
  query: nothing,
  body: nothing,
  reply: importState,
  async handle({ caller, params }, { desk }) {
    await refuseOthers(caller, desk, params.id);
    return shown(await desk.run(params.id));
  },
});

export const giveUpImport = defineRoute({
  method: 'DELETE',
  path: 'imports/:id',
  needs: 'import.make',
  summary: 'Give an import up; files that were not taken in are deleted',
  params: z.object({ id }),
  query: nothing,
  body: 'none',
  reply: nothing,
  async handle({ caller, params }, { desk }) {
    await refuseOthers(caller, desk, params.id);
    await desk.giveUp(params.id);
    return {};
  },
});

/** An import is its owner's own: for others it is not there. Refuses with `not_found`. */
export async function refuseOthers({ actor }: Caller, desk: Desk, name: string): Promise<void> {
  if ((await desk.get(name)).actor.id !== actor.id) throw new Refusal('not_found', { what: 'this import' });
}

function shown({ id: name, at, state, error, files }: DeskImport): ImportState {
  return { id: name, at, state, ...(error === undefined ? {} : { error }), files: files.map(shownFile) };
}

function shownFile({
  n,
  path,
  sizeBytes,
  settings,
  progress,
  ran,
  reports,
  samples,
}: DeskFile): ImportState['files'][number] {
  const { password, ...said } = settings;
  const deliveries = reports.flatMap(({ delivery }) => {
    const [log, index] = delivery?.split(':') ?? [];
    return log === undefined || index === undefined ? [] : [{ log, index: Number(index) }];
  });
  return {
    ...{ n, path, sizeBytes, progress, ran, reports, deliveries },
    samples: samples.map((each) => ({ ...each, after: each.after as Record<string, unknown> | null })),
    settings: { ...said, hasPassword: password !== undefined },
  };
}
