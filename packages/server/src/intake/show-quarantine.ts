import type { Place } from '../ledger/read.ts';
import type { Actor } from '../platform/db.ts';
import { planOf } from './import-file.ts';
import { inputsIn } from './inputs.ts';
import type { Intake } from './intake.ts';
import { readDelivery, withOriginal } from './original-file.ts';
import { piecesOf } from './pieces.ts';
import { NO_IDS } from './prepare.ts';
import { choose, headOf } from './recognise.ts';
import { mappingOf } from './reprocess.ts';
import { textOf } from './samples.ts';
import * as store from './store.ts';
import { readOnly } from './take-in.ts';

/** A row that was set aside: what it says, why it could not be taken, and the later delivery that read it after all. */
export type SetAside = {
  readonly line: number;
  readonly at: string;
  readonly code: string;
  readonly why: string;
  readonly before: string;
  readonly takenBy: number | null;
};

/** How many rows of a delivery are shown. */
const SHOWN = 500;

/**
 * What a delivery set aside, in the order of the file, with the words of each row read out of the original: reading
 * it is recorded. A row that can be read by now says so instead of why it could not.
 */
export async function showQuarantine(intake: Intake, actor: Actor, place: Place): Promise<readonly SetAside[]> {
  const { log } = await readDelivery(intake, actor, place);
  const rows = await intake.ledger.db.as(actor, (tx) => store.quarantineOf(tx, log.logId, place.index, SHOWN));
  const last = rows.at(-1)?.line;
  if (last === undefined) return [];
  const found = await withOriginal(intake, actor, place, async (file, delivered) => {
    const [input] = await inputsIn(file, delivered.name, undefined);
    if (input === undefined || 'refusal' in input) return [];
    const mapping = await mappingOf(intake, delivered);
    const options = {
      ...delivered.settings,
      source: delivered.source.name,
      actor,
      dryRun: true,
      progress: () => undefined,
    };
    const plan = planOf(input, choose(await headOf(input), mapping, []), options);
    const ready = { ...plan, scope: undefined, ids: NO_IDS };
    const words: Omit<SetAside, 'takenBy'>[] = [];
    for await (const piece of piecesOf(input, plan.connector, plan.layout, 0)) {
      if (piece.firstLine > last) break;
      const { quarantined } = await readOnly(intake, delivered.source, ready, piece, []);
      for (const { line, label, start, end, code, why } of quarantined) {
        const at = label ?? `line ${line + piece.firstLine}`;
        words.push({ line: line + piece.firstLine, at, code, why, before: textOf(piece.bytes.subarray(start, end)) });
      }
    }
    return words;
  });
  const byLine = new Map(found.map((each) => [each.line, each]));
  return rows.map(({ line, code, takenBy }) => {
    const words = byLine.get(line);
    return { ...(words ?? { line, at: `line ${line}`, code, why: 'can be read by now', before: '' }), takenBy };
  });
}
