import { monthlyReport, showAlerts } from '../../access/watch/show.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { bringUp } from '../../wiring/run.ts';
import type { Command } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';

export const watchCommand: Command = {
  name: 'watch',
  usage: 'watch --month YYYY-MM',
  does: 'the monthly report of readings in numbers, and the alerts that nobody has reviewed',
  options: { month: { type: 'string' } },

  async run(context) {
    const month = text(context.values, 'month');
    if (month === undefined || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
      throw new Refusal('cli.usage', { why: `usage: zl ${watchCommand.usage}` });
    const { report, alerts } = await withProduct(context, async (product) => {
      await bringUp(product);
      const open = (await showAlerts(product.ledger)).filter(({ reviewedAt }) => reviewedAt === null);
      return { report: await monthlyReport(product.ledger, operator, month), alerts: open };
    });
    context.json(report);
    for (const { actorName, act, ground, outcome, times, items } of report.readings)
      context.say(`${String(times).padStart(6)} × ${act}  ${actorName}  ${ground} ${outcome}  ${items} items`);
    context.say(
      `${report.unmaskings} un-maskings, ${report.acts.length} acts of two persons, ${alerts.length} alerts to review`,
    );
    for (const { kind, actorName, items } of alerts) context.say(`  ${kind}  ${actorName}  ${items}`);
    return 0;
  },
};
