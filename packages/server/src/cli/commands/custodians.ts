import { NOT_NEUTRAL } from '@zhenglian/proof';
import { isLate, waitedSeconds } from '../../deposit/late.ts';
import type { CustodianStanding } from '../../deposit/standing.ts';
import { custodianStandings } from '../../deposit/standing.ts';
import type { Command } from '../command.ts';
import { withProduct } from '../command.ts';

export const custodiansCommand: Command = {
  name: 'custodians',
  usage: 'custodians [--check]',
  does: 'who attests the epochs from outside, when they last did, and what went wrong; --check ends 1 when one is late',
  options: { check: { type: 'boolean' } },

  async run(context) {
    const { standings, now, limit } = await withProduct(context, async ({ ledger, custodians, config }) => ({
      standings: await custodianStandings(ledger, custodians),
      now: ledger.clock.now(),
      limit: config.custodianAlarmSeconds,
    }));
    if (standings.length === 0)
      context.say('No custodian is configured (ZHENGLIAN_CUSTODIANS_FILE): times are our own.');
    else if (standings.every(({ neutral }) => !neutral))
      context.say(`The only custodian is built in (${NOT_NEUTRAL}): times are our own.`);
    for (const standing of standings) {
      const alarm = isLate(standing, now, limit);
      context.json({ ...standing, alarm });
      context.say(`${alarm ? `告警 ALARM (over ${limit} s) ` : ''}${lineOf(standing, now)}`);
    }
    const isAnyLate = standings.some((standing) => isLate(standing, now, limit));
    return context.values.check === true && isAnyLate ? 1 : 0;
  },
};

function lineOf(standing: CustodianStanding, now: number): string {
  const { name, host, neutral, gives, epoch, attestedAt, waitingSince, failures, error, certificates } = standing;
  const time = attestedAt === null ? 'without a time' : `at ${new Date(attestedAt).toISOString()}`;
  const parts = [epoch === null ? 'nothing yet' : `epoch ${epoch} ${time}`];
  if (gives === 'statement') parts.push('whether it says so is for it to say');
  if (waitingSince !== null) parts.push(`waiting for ${waitedSeconds(standing, now)} s`);
  if (failures > 0) parts.push(`failed ${failures} times: ${error}`);
  if (certificates !== null && certificates.waiting > 0) parts.push(`${certificates.waiting} certificates to fetch`);
  if (certificates !== null && certificates.failures > 0)
    parts.push(`fetching failed ${certificates.failures} times: ${certificates.error}`);
  return `${name} (${neutral ? host : NOT_NEUTRAL}): ${parts.join('; ')}`;
}
