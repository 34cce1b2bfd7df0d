import { showQuarantine } from '../../intake/show-quarantine.ts';
import type { Command } from '../command.ts';
import { operator, withProduct } from '../command.ts';
import { placeIn } from '../place.ts';

export const quarantineCommand: Command = {
  name: 'quarantine',
  usage: 'quarantine DELIVERY',
  does: 'what a delivery set aside, with its words and why; that they were read is recorded',
  options: {},

  async run(context) {
    const place = placeIn(context.args[0]);
    const rows = await withProduct(context, ({ intake }) => showQuarantine(intake, operator, place));
    for (const row of rows) {
      context.json(row);
      const taken = row.takenBy === null ? '' : ` (read since, by ${place.log}:${row.takenBy})`;
      context.say(`${row.at}: ${row.code}: ${row.why}${taken}\n    ${row.before}`);
    }
    if (rows.length === 0) context.say('nothing was set aside');
    return 0;
  },
};
