import type { Delivery } from '../../intake/list-deliveries.ts';
import { everyDelivery } from '../../intake/list-deliveries.ts';
import type { Instant } from '../../kernel/time.ts';
import { formatInstant, formatShanghai } from '../../kernel/time.ts';
import type { Command } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';

export const deliveriesCommand: Command = {
  name: 'deliveries',
  usage: 'deliveries [--source NAME]',
  does: 'what came when from where, newest first, and what was undone; that it was listed is recorded',
  options: { source: { type: 'string' } },

  run: (context) =>
    withProduct(context, async ({ ledger }) => {
      const source = text(context.values, 'source');
      let count = 0;
      for await (const page of everyDelivery(ledger, operator, { source })) {
        for (const delivery of page) {
          context.json(asJson(delivery));
          context.say(line(delivery));
        }
        count += page.length;
      }
      if (count === 0) context.say('nothing was delivered');
      return 0;
    }),
};

function asJson({ log, index, source, file, at, finished, retracted, ...counts }: Delivery) {
  const { accepted, repeated, changed, quarantined } = counts;
  return {
    ...{ delivery: `${log}:${index}`, source, file, at: formatInstant(at as Instant), finished },
    ...{ accepted, repeated, changed, quarantined },
    retracted: retracted === null ? null : `${log}:${retracted.index}`,
  };
}

function line({ log, index, source, file, at, finished, retracted, ...counts }: Delivery): string {
  const { accepted, repeated, changed, quarantined } = counts;
  const undone = retracted === null ? '' : `  undone by ${log}:${retracted.index}: ${inOneLine(retracted.why)}`;
  const became = `${accepted} accepted, ${repeated} repeated, ${changed} changed, ${quarantined} quarantined`;
  const name = inOneLine(file ?? 'posted');
  return `${log}:${index}  ${formatShanghai(at as Instant)}  ${source}  ${name}  ${became}${finished ? '' : '  not finished'}${undone}`;
}

/** Names and reasons are anybody's words: no line ends and nothing that steers a terminal. */
const inOneLine = (words: string): string => words.replaceAll(/\p{Cc}+/gu, ' ');
