import { retractDelivery } from '../../intake/retract.ts';
import { standingReadings } from '../../intake/same-file.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Command } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';
import { placeIn } from '../place.ts';

export const retractCommand: Command = {
  name: 'retract',
  usage: 'retract DELIVERY --why TEXT',
  does: 'undo an import: recorded with the reason, nothing is deleted, and the same may be imported again',
  options: { why: { type: 'string' } },

  async run(context) {
    const { log, index } = placeIn(context.args[0]);
    const why = text(context.values, 'why');
    if (why === undefined) throw new Refusal('cli.usage', { why: 'say why with --why TEXT; it is recorded' });
    const done = await withProduct(context, async ({ ledger }) => {
      const others = await standingReadings(ledger, operator, { log, index });
      return { ...(await retractDelivery(ledger, operator, { log, delivery: index }, why)), others };
    });
    const still = done.others.map((other) => `${other.log}:${other.index}`);
    context.json({
      retraction: `${log}:${done.index}`,
      records: done.records,
      ...(still.length > 0 && { stillStanding: still }),
    });
    context.say(
      `${log}:${index} is undone (entry ${log}:${done.index}). Its ${done.records} records stay in the ledger and ` +
        'count for nothing any more; the same may be imported again.',
    );
    if (still.length > 0)
      context.say(
        `The same file was read by ${still.join(', ')} too, and what that recorded still stands: undo it as well.`,
      );
    return 0;
  },
};
