import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { formatShanghai } from '../../kernel/time.ts';
import { proposeAct } from '../../wiring/acts.ts';
import type { Command } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';

const USAGE = 'destroy --person HR-REF --month YYYY-MM --reason TEXT [--with-conversations] [--with-originals]';

export const destroyCommand: Command = {
  name: 'destroy',
  usage: USAGE,
  does: "propose to destroy the keys of one person's month; it is done once counsel confirms it in the console",
  options: {
    person: { type: 'string' },
    month: { type: 'string' },
    reason: { type: 'string' },
    'with-conversations': { type: 'boolean' },
    'with-originals': { type: 'boolean' },
  },

  async run(context) {
    const [person, month, reason] = ['person', 'month', 'reason'].map((name) => text(context.values, name));
    if (person === undefined || month === undefined || reason === undefined)
      throw new Refusal('cli.usage', { why: `usage: zl ${USAGE}` });
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Refusal('cli.usage', { why: '--month is YYYY-MM' });
    const withConversations = context.values['with-conversations'] === true;
    const withOriginals = context.values['with-originals'] === true;
    const payload = { person, month, withConversations, withOriginals };
    const { id, expiresAt } = await withProduct(context, (product) =>
      proposeAct(product, operator, 'key.destroy', { payload, reason }),
    );
    context.json({ proposal: id, expiresAt });
    context.say(
      `Proposed as ${id}. Nothing is destroyed until somebody whose role may confirm destructions does so in the console, ` +
        `before ${formatShanghai(expiresAt as Instant)}.`,
    );
    return 0;
  },
};
