import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { playMakeupWorkday, playNightDuty, playWorktimeAccess } from './look-alikes-access.ts';
import { playApprovedRebate, playApprovedReferral, playLoanRepaid, playOwnCommission } from './look-alikes-money.ts';
import * as words from './look-alikes-words.ts';
import { playCheaperFriend } from './story-cheaper-friend.ts';
import { playKickback } from './story-kickback.ts';
import type { Truth } from './truth.ts';
import type { World } from './world.ts';
import { openWorld } from './world.ts';
import { writeAgreements } from './write-agreements.ts';
import { writeCrm } from './write-crm.ts';
import { writeFinance } from './write-finance.ts';
import { writePeople } from './write-people.ts';
import { writeTalk } from './write-talk.ts';

export const TRUTH_FILE = 'truth.json';

const LOOK_ALIKES = [
  playOwnCommission,
  playApprovedRebate,
  words.playQuotedBan,
  playNightDuty,
  playApprovedReferral,
  playLoanRepaid,
  words.playCustomerLeft,
  words.playInboundThanks,
  words.playOwnPromotion,
  playWorktimeAccess,
  playMakeupWorkday,
  words.playPriceComparison,
  words.playRefusedRequest,
  words.playDeclaredInterest,
];

/**
 * The sample company as files, by relative path. The same seed gives the same bytes; another seed gives other names,
 * sums, percents, spellings, wordings and order of lines. `truth.json` says what is to be found in them.
 */
export function generate(seed: number): Map<string, string> {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error('a seed is a whole number from 0');
  const world = openWorld(seed);
  const truth = play(world);
  const files = new Map(world.book.files(world.random('order')));
  const counts: Record<string, number> = {};
  for (const [path, content] of [...files].sort(byPath)) counts[path] = content.split('\n').length - 1;
  files.set(TRUTH_FILE, `${JSON.stringify({ ...truth, counts }, null, 2)}\n`);
  return new Map([...files].sort(byPath));
}

function play(world: World): Omit<Truth, 'counts'> {
  writeAgreements(world);
  writePeople(world);
  writeCrm(world);
  writeFinance(world);
  writeTalk(world);
  const chains = [playKickback(world), playCheaperFriend(world)];
  return { seed: world.seed, chains, innocent: LOOK_ALIKES.map((lookAlike) => lookAlike(world)) };
}

const byPath = ([a]: readonly [string, string], [b]: readonly [string, string]) => (a < b ? -1 : 1);

function main(args: readonly string[]): void {
  const options = { seed: { type: 'string', default: '1' }, out: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.out === undefined || !/^\d{1,15}$/.test(values.seed)) {
    console.error('usage: node demo/generate.ts --seed N --out DIR');
    process.exitCode = 2;
    return;
  }
  for (const [path, content] of generate(Number(values.seed))) {
    const target = join(values.out, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    console.log(target);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2));
