import { writeFileSync } from 'node:fs';
import { isNeutral, NOT_NEUTRAL } from '@zhenglian/proof';
import { rootsOf } from '../../deposit/custodian.ts';
import { exportChain } from '../../export/export-chain.ts';
import { PROFILES } from '../../export/profile.ts';
import { readPackage } from '../../export/read-package.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { trustFile } from '../../ledger/checkpoint.ts';
import { bringUp } from '../../wiring/run.ts';
import type { Command } from '../command.ts';
import { operator, text, withProduct } from '../command.ts';

const USAGE = `package ID -o FILE.zip [--profile ${PROFILES.join('|')}]`;

export const packageCommand: Command = {
  name: 'package',
  usage: USAGE,
  does: 'build a package of a chain, check it, and write it',
  options: { output: { type: 'string', short: 'o' }, profile: { type: 'string' } },

  async run(context) {
    const [id] = context.args;
    const [file, wanted] = [text(context.values, 'output'), text(context.values, 'profile') ?? 'internal-report'];
    const profile = PROFILES.find((each) => each === wanted);
    if (id === undefined || file === undefined) throw new Refusal('cli.usage', { why: `usage: zl ${USAGE}` });
    if (profile === undefined) throw new Refusal('cli.usage', { why: `--profile is one of ${PROFILES.join(', ')}` });
    const built = await withProduct(context, async (product) => {
      await bringUp(product);
      const made = await exportChain(product, operator, id, profile);
      writeFileSync(file, await readPackage(product, operator, made.id), { mode: 0o600 });
      return made;
    });
    context.json({ file, id: built.id, items: built.items, checkpoint: built.checkpoint });
    context.say(`${file}: ${built.items} items, up to entry ${built.checkpoint.size} of log ${built.checkpoint.log}`);
    return 0;
  },
};

export const trustCommand: Command = {
  name: 'trust',
  usage: 'trust -o FILE',
  does: 'write our public keys as a trust file; hand it over another way than the package',
  options: { output: { type: 'string', short: 'o' } },

  async run(context) {
    const file = text(context.values, 'output');
    if (file === undefined) throw new Refusal('cli.usage', { why: 'usage: zl trust -o FILE' });
    const trust = await withProduct(context, ({ ledger, custodians }) => trustFile(ledger, rootsOf(custodians)));
    writeFileSync(file, `${JSON.stringify(trust, null, 2)}\n`);
    context.json({ file, logs: trust.logs.map(({ origin }) => origin) });
    context.say(`${file}: ${trust.logs.length} public keys`);
    const own = trust.custodians.filter(({ root }) => !isNeutral(Buffer.from(root, 'base64'))).length;
    if (own > 0) context.say(`${own} of its ${trust.custodians.length} roots of custodians is ours: ${NOT_NEUTRAL}`);
    return 0;
  },
};
