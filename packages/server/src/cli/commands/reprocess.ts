import { reprocess } from '../../intake/reprocess.ts';
import type { Command } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';
import { placeIn } from '../place.ts';
import { mappingAt } from './import.ts';

export const reprocessCommand: Command = {
  name: 'reprocess',
  usage: 'reprocess DELIVERY [--mapping FILE|NAME]',
  does: 'read the original of a delivery once more: what was set aside and can be read now is recorded',
  options: { mapping: { type: 'string' } },

  async run(context) {
    const place = placeIn(context.args[0]);
    const named = text(context.values, 'mapping');
    const report = await withProduct(context, async ({ intake }) => {
      const mapping = named === undefined ? undefined : await mappingAt(intake.ledger, named, false);
      return await reprocess(intake, operator, place, mapping);
    });
    context.json(report);
    const { accepted, changed, quarantined } = report;
    context.say(`${accepted + changed} records are recorded now; ${quarantined} are still set aside`);
    return 0;
  },
};
