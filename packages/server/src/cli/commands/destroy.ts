import { Refusal } from '../../kernel/refusal.ts';
import { destroyPersonMonth } from '../../wiring/destroy-person.ts';
import type { Command } from '../command.ts';
import { text, withProduct } from '../command.ts';

const USAGE =
  'destroy --person HR-REF --month YYYY-MM --by NAME --confirmed-by NAME --reason TEXT [--with-conversations] [--with-originals]';

export const destroyCommand: Command = {
  name: 'destroy',
  usage: USAGE,
  does: "destroy the keys of one person's month; two people, recorded, and every proof stays",
  options: {
    person: { type: 'string' },
    month: { type: 'string' },
    by: { type: 'string' },
    'confirmed-by': { type: 'string' },
    reason: { type: 'string' },
    'with-conversations': { type: 'boolean' },
    'with-originals': { type: 'boolean' },
  },

  async run(context) {
    const [person, month, by, confirmedBy, reason] = ['person', 'month', 'by', 'confirmed-by', 'reason'].map((name) =>
      text(context.values, name),
    );
    if (
      person === undefined ||
      month === undefined ||
      by === undefined ||
      confirmedBy === undefined ||
      reason === undefined
    ) {
      throw new Refusal('cli.usage', { why: `usage: zl ${USAGE}` });
    }
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Refusal('cli.usage', { why: '--month is YYYY-MM' });
    const withConversations = context.values['with-conversations'] === true;
    const withOriginals = context.values['with-originals'] === true;
    const done = await withProduct(context, (product) =>
      destroyPersonMonth(product, { person, month, by, confirmedBy, reason, withConversations, withOriginals }),
    );
    context.json(done);
    context.say(
      `${done.keys} data keys are destroyed (entry ${done.index}). ${done.othersAffected} other parties are named in what was destroyed; ` +
        `${done.leftConversations} conversations that name this person stand under keys of their own${withConversations ? '' : ' and remain'}. ` +
        `${done.leftOriginals} files kept whole still hold rows of this person${done.leftOriginals > 0 ? ' (--with-originals destroys them too)' : ''}.`,
    );
    return 0;
  },
};
