import { addSource } from '../../intake/source.ts';
import { bases } from '../../kernel/record.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Command } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';

export const sourceAddCommand: Command = {
  name: 'source add',
  usage: 'source add NAME [--log L] [--basis B]',
  does: 'add a source and print its posting key, this once',
  options: { log: { type: 'string' }, basis: { type: 'string' } },

  async run(context) {
    const [name] = context.args;
    if (name === undefined) throw new Refusal('cli.usage', { why: 'usage: zl source add NAME [--log L] [--basis B]' });
    const [log, basis] = [text(context.values, 'log'), text(context.values, 'basis')];
    if (basis !== undefined && !(bases as readonly string[]).includes(basis))
      throw new Refusal('cli.usage', { why: `--basis is one of ${bases.join(', ')}` });
    const { source, key } = await withProduct(context, ({ ledger }) =>
      addSource(ledger, operator, {
        name,
        ...(log === undefined ? {} : { log }),
        ...(basis === undefined ? {} : { basis }),
      }),
    );
    context.json({ source: source.name, key });
    context.say(`Source ${source.name} writes to log ${source.log}. Its key, shown only now:\n${key}`);
    return 0;
  },
};
