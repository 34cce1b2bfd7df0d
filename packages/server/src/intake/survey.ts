import { Refusal } from '../kernel/refusal.ts';
import type { Connector, Layout, Settings } from './connectors/connector.ts';
import type { Format } from './connectors/index.ts';
import { inOrder } from './in-order.ts';
import type { Input } from './inputs.ts';
import type { Intake } from './intake.ts';
import { piecesOf } from './pieces.ts';
import { expect } from './receive.ts';

/** 2^29 bits, 64 MiB whatever the file measures: with 20 million rows, a fiftieth of them is looked at twice. */
const FILTER_BITS = 2 ** 29;
/** Rows are told apart by their cells where ids repeat, and each must be remembered; so many are. */
const MOST_REPEATED = 2_000_000;

export type Plan = {
  readonly input: Input;
  readonly format: Format;
  readonly connector: Connector;
  readonly layout: Layout;
  readonly settings: Settings;
};

/**
 * What identifies more than one record of a file. A first pass sets a bit for each and keeps those whose bit was set
 * already; a second one, only over these few, counts them. Refuses with `import.ids_repeat` when the ids of a file are
 * so often the same that they are no ids.
 */
export async function repeatedIn(intake: Intake, plan: Plan): Promise<Float64Array> {
  if (plan.connector.ids === 'own') return new Float64Array(0);
  const suspects = await suspectsIn(intake, plan);
  if (suspects.size === 0) return new Float64Array(0);
  for await (const identities of identitiesIn(intake, plan)) {
    for (const identity of identities) {
      const count = suspects.get(identity);
      if (count !== undefined) suspects.set(identity, count + 1);
    }
  }
  return Float64Array.from([...suspects].flatMap(([identity, count]) => (count > 1 ? [identity] : [])));
}

async function suspectsIn(intake: Intake, plan: Plan): Promise<Map<number, number>> {
  const bits = Math.min(FILTER_BITS, 2 ** Math.max(16, Math.ceil(Math.log2(plan.input.file.sizeBytes + 1))));
  const filter = new Uint8Array(bits / 8);
  const suspects = new Map<number, number>();
  for await (const identities of identitiesIn(intake, plan)) {
    for (const identity of identities) {
      const bit = identity % bits;
      const [at, mask] = [Math.floor(bit / 8), 1 << (bit % 8)];
      const byte = filter[at] ?? 0;
      if ((byte & mask) !== 0) suspects.set(identity, 0);
      filter[at] = byte | mask;
    }
    if (suspects.size > MOST_REPEATED)
      throw new Refusal('import.ids_repeat', {
        why: 'the same ids stand in millions of rows; name another column as id in the mapping, or none',
      });
  }
  return suspects;
}

async function* identitiesIn(intake: Intake, { input, format, connector, layout, settings }: Plan) {
  const job = { format, settings, layout, log: '', onlySource: undefined, scope: undefined };
  const answers = inOrder(piecesOf(input, connector, layout, 0), 3, ({ bytes, first }) =>
    intake.workers.borrow((call) => call({ identify: { ...job, bytes, first } })),
  );
  for await (const answer of answers) yield expect(answer, 'identified').identities;
}
