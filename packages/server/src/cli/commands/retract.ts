import { retractDelivery } from '../../intake/retract.ts';
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
    const done = await withProduct(context, ({ ledger }) =>
      retractDelivery(ledger, operator, { log, delivery: index }, why),
    );
    context.json({ retraction: `${log}:${done.index}`, records: done.records });
    context.say(
      `${log}:${index} is undone (entry ${log}:${done.index}). Its ${done.records} records stay in the ledger and ` +
        'count for nothing any more; the same may be imported again.',
    );
    return 0;
  },
};
