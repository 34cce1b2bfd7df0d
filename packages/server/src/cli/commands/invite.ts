import type { NewAccount } from '../../access/accounts.ts';
import { accountForLogin, grantDirectly, inviteAdministrator, linkFor, makeAccount } from '../../access/accounts.ts';
import type { Role } from '../../access/roles.ts';
import { isRole, roleNames } from '../../access/roles.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Product } from '../../wiring/product.ts';
import type { Command, Context } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';

/** Whoever can open the data folder can open everything; that they let somebody in is recorded, and alerts the auditor. */
export const inviteCommand: Command = {
  name: 'invite',
  usage: 'invite [--login LOGIN --role ROLE[,ROLE] [--name NAME] [--employee HR-REF]]',
  does: 'print a one-time sign-in link: of the first administrator, or of the account named, made where there is none',
  options: {
    login: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    employee: { type: 'string' },
  },

  async run(context) {
    const { account, token } = await withProduct(context, (product) => invited(context, product));
    const path = `/sign-in?token=${token}`;
    context.json({ account, token, path });
    context.say(`Open this path on the server, once, within 24 hours:\n${path}`);
    return 0;
  },
};

async function invited(context: Context, { ledger }: Product): Promise<{ account: string; token: string }> {
  const login = text(context.values, 'login');
  if (login === undefined) {
    const token = await inviteAdministrator(ledger, operator);
    return { account: (await accountForLogin(ledger, 'admin'))?.id ?? '', token };
  }
  const wanted = rolesIn(text(context.values, 'role'));
  const known = await accountForLogin(ledger, login);
  const given: NewAccount = {
    login,
    name: text(context.values, 'name') ?? login,
    employee: text(context.values, 'employee') ?? null,
  };
  const account = known?.id ?? (await makeAccount(ledger, operator, given, 'command-line'));
  for (const role of wanted.filter((each) => known?.roles.includes(each) !== true))
    await grantDirectly(ledger, operator, account, role);
  return { account, token: await linkFor(ledger, operator, account, 'session') };
}

function rolesIn(list: string | undefined): readonly Role[] {
  return (list ?? '').split(',').flatMap((each) => {
    const name = each.trim();
    if (name === '') return [];
    if (!isRole(name)) throw new Refusal('cli.usage', { why: `a role is one of ${roleNames.join(', ')}` });
    return [name];
  });
}
