import { permissions, template } from '../../access/matrix.ts';
import { matrixNow } from '../../access/matrix-store.ts';
import { roleNames, roles } from '../../access/roles.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { systemActor } from '../../platform/db.ts';
import type { Seen } from '../../wiring/who-sees.ts';
import { whoSees } from '../../wiring/who-sees.ts';
import type { Command } from '../command.ts';
import { text, withProduct } from '../command.ts';

export const matrixCommand: Command = {
  name: 'matrix',
  usage: 'matrix',
  does: 'print the permission matrix in force as CSV, roles across and permissions down; + and - mark what differs from the template',
  options: {},

  async run(context) {
    const matrix = await withProduct(context, ({ db }) => db.as(systemActor, matrixNow));
    context.say(['permission', '权限', ...roleNames.map((role) => `${roles[role].zh} ${role}`)].join(','));
    for (const permission of permissions) {
      const { zh, en } = template[permission];
      const cells = roleNames.map((role) => {
        const [now, before] = [
          matrix.get(role)?.has(permission) === true,
          (template[permission].roles as readonly string[]).includes(role),
        ];
        return now === before ? (now ? 'yes' : '') : now ? 'yes+' : '-';
      });
      context.say([permission, zh, ...cells].join(','));
      const held = roleNames.filter((role) => matrix.get(role)?.has(permission) === true);
      context.json({ permission, zh, en, roles: held });
    }
    return 0;
  },
};

const KINDS = ['finding', 'chain', 'entry'] as const;

export const whoCommand: Command = {
  name: 'who',
  usage: 'who (--finding ID | --chain ID | --entry LOG:INDEX)',
  does: 'who can see this, and why: asked of the database as each account in turn',
  options: { finding: { type: 'string' }, chain: { type: 'string' }, entry: { type: 'string' } },

  async run(context) {
    const given = KINDS.flatMap((kind) => {
      const value = text(context.values, kind);
      return value === undefined ? [] : [[kind, value] as const];
    });
    if (given.length !== 1) throw new Refusal('cli.usage', { why: `usage: zl ${whoCommand.usage}` });
    const seen = Object.fromEntries(given) as Seen;
    for (const { id, name, sees, because } of await withProduct(context, ({ ledger }) => whoSees(ledger, seen))) {
      context.json({ account: id, name, sees, because });
      context.say(`${sees ? 'yes' : 'no '}  ${name}  ${because.join('; ')}`);
    }
    return 0;
  },
};
