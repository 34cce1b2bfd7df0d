import { NOT_NEUTRAL } from '@zhenglian/proof';
import { custodianStandings } from '../../deposit/deposit.ts';
import type { Command } from '../command.ts';
import { withProduct } from '../command.ts';

export const custodiansCommand: Command = {
  name: 'custodians',
  usage: 'custodians',
  does: 'who attests the epochs from outside, when they last did, and what went wrong',
  options: {},

  async run(context) {
    const { standings, now } = await withProduct(context, async ({ ledger, custodians }) => ({
      standings: await custodianStandings(ledger, custodians),
      now: ledger.clock.now(),
    }));
    if (standings.length === 0)
      context.say('No custodian is configured (ZHENGLIAN_CUSTODIANS_FILE): times are our own.');
    else if (standings.every(({ neutral }) => !neutral))
      context.say(`The only custodian is built in (${NOT_NEUTRAL}): times are our own.`);
    for (const { nextAt, ...standing } of standings) {
      const { name, host, neutral, epoch, attestedAt, waitingSince, failures, error } = standing;
      context.json({ ...standing, nextAt });
      const last = attestedAt === null ? 'nothing yet' : `epoch ${epoch} at ${new Date(attestedAt).toISOString()}`;
      const waits = waitingSince === null ? '' : `; waiting for ${Math.round((now - waitingSince) / 1000)} s`;
      const failed = failures === 0 ? '' : `; failed ${failures} times: ${error}`;
      context.say(`${name} (${neutral ? host : NOT_NEUTRAL}): ${last}${waits}${failed}`);
    }
    return 0;
  },
};
