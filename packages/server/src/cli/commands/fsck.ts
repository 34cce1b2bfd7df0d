import { readFileSync } from 'node:fs';
import { fsck } from '../../wiring/fsck.ts';
import { outsideOf } from '../../wiring/heads.ts';
import type { Command } from '../command.ts';
import { text, withProduct } from '../command.ts';

export const fsckCommand: Command = {
  name: 'fsck',
  usage: 'fsck [--against HEADS]',
  does: 're-derive the ledger and what follows from it, and name every difference',
  options: { against: { type: 'string' } },

  async run(context) {
    const against = text(context.values, 'against');
    const outside = against === undefined ? undefined : outsideOf(readFileSync(against, 'utf8'));
    const checks = await withProduct(context, (product) => fsck(product, outside));
    for (const check of checks) {
      context.json(check);
      context.say(`${check.outcome.padEnd(11)} ${check.check}: ${check.because}`);
    }
    return checks.some((check) => check.outcome === 'fail') ? 1 : 0;
  },
};
