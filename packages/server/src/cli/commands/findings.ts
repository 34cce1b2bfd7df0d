import type { Finding } from '../../detect/show.ts';
import { showFindings } from '../../detect/show.ts';
import { formatInstant, formatShanghai } from '../../kernel/time.ts';
import { bringUp } from '../../wiring/run.ts';
import type { Command } from '../command.ts';
import { operator, withProduct } from '../command.ts';

const PAGE = 500;

export const findingsCommand: Command = {
  name: 'findings',
  usage: 'findings',
  does: 'what rules saw, latest first; that they were shown is recorded',
  options: {},

  run: (context) =>
    withProduct(context, async (product) => {
      await bringUp(product);
      let after: { at: number; id: string } | undefined;
      for (;;) {
        const page = await showFindings(product.ledger, operator, { limit: PAGE, rule: undefined, after });
        for (const { title, ...finding } of page) {
          context.json({ ...finding, at: formatInstant(finding.at) });
          context.say(line({ title, ...finding }));
        }
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) return 0;
        after = last;
      }
    }),
};

function line({ at, severity, title, employee, entries, id }: Finding): string {
  const who =
    employee.ref === null ? `${employee.handle.system}:${employee.handle.ref}` : `${employee.name} (${employee.ref})`;
  return `${formatShanghai(at)}  ${severity.padEnd(6)}  ${title}  ${who}  ${entries.map(({ source, externalId }) => `${source}:${externalId}`).join(' ')}  ${id}`;
}
