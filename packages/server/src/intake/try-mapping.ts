import { Refusal } from '../kernel/refusal.ts';
import { assumed } from './assumed.ts';
import type { FileSource } from './file-source.ts';
import type { Input } from './inputs.ts';
import { inputsIn } from './inputs.ts';
import { parseMapping } from './mapping/mapping-file.ts';
import type { Proposal } from './mapping/propose.ts';
import { proposeMapping } from './mapping/propose.ts';
import { choose, headOf } from './recognise.ts';
import type { Sample } from './samples.ts';
import { samplesOf } from './samples.ts';

/** The first readable file of what was brought: of an archive, its first member. */
async function firstInput(file: FileSource, password: string | undefined): Promise<Input> {
  const all = await inputsIn(file, file.name, password);
  const input = all.find((each) => !('refusal' in each));
  if (input !== undefined && !('refusal' in input)) return input;
  const refused = all.find((each) => 'refusal' in each);
  throw refused !== undefined && 'refusal' in refused ? refused.refusal : new Refusal('import.unrecognised', {});
}

/** A mapping for a file, made from its header and first rows. Refuses what cannot be opened. */
export async function proposeForFile(file: FileSource, password: string | undefined): Promise<Proposal> {
  return proposeMapping(await headOf(await firstInput(file, password)));
}

export type Preview = {
  readonly problems: readonly { readonly path: string; readonly line: number; readonly why: string }[];
  readonly samples: readonly Sample[];
};

/** What a mapping that is still being written makes of the first rows; what is wrong in it is answered, not refused. */
export async function previewFile(file: FileSource, text: string): Promise<Preview> {
  const parsed = parseMapping(text);
  if (!parsed.ok) return { problems: parsed.problems, samples: [] };
  const { mapping } = parsed;
  try {
    const input = await firstInput(file, undefined);
    const chosen = choose(await headOf(input), mapping, []);
    const { owner, source = mapping.name } = chosen.recognised;
    const settings = { source, ...(owner === undefined ? {} : { owner }) };
    const needs = chosen.connector.needs(settings, chosen.recognised);
    return { problems: [], samples: await samplesOf(input, chosen, assumed(settings, needs)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problems: [{ path: 'file', line: 1, why: error.message }], samples: [] };
  }
}
