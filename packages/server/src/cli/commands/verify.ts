import { readFileSync } from 'node:fs';
import { runVerify } from '@zhenglian/proof/cli';
import { systemClock } from '../../kernel/time.ts';
import type { Command } from '../command.ts';
import { text } from '../command.ts';

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify FILE.zip [--trust FILE]',
  does: 'check a package offline; never pass without --trust',
  options: { trust: { type: 'string' } },

  run: (context) => {
    const trust = text(context.values, 'trust');
    const args = [
      ...context.args,
      ...(trust === undefined ? [] : ['--trust', trust]),
      ...(context.isJson ? ['--json'] : []),
    ];
    return Promise.resolve(
      runVerify(args, {
        now: systemClock.now(),
        read: readFileSync,
        out: (line) => context.out(`${line}\n`),
        err: (line) => context.note(`${line}\n`),
      }),
    );
  },
};
