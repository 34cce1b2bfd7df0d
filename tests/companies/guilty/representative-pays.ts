import { FIXED } from '../lines/fixed.ts';
import { PERCENT } from '../lines/percent.ts';
import type { Party } from '../record.ts';
import type { Scene } from '../scene.ts';
import { afterwards, dealt, prepare, reward, ring, roundYuan, setScene, story } from '../scene.ts';
import { reckon, sayMoney, sayPercent } from '../sums.ts';
import { tell } from '../talk.ts';
import type { Story } from '../truth.ts';
import type { World } from '../world.ts';

/** Who pays is the account of the company's legal representative or shareholder, or the company under its alias. */
export function representativePays(world: World): Story {
  const { random } = world;
  const scene = setScene(world, 1, { isRecorded: true });
  const yuan = roundYuan(world);
  const isShare = random.chance(0.5);
  const share = random.pick([5, 8, 10]);
  const sum = random.pick([2000, 5000, 6000, 10_000, 18_000]);
  const script = random.pick(isShare ? PERCENT : FIXED);
  prepare(world, scene);
  ring(world, scene);
  const { at: said, words } = tell(world, scene, script, scene.at, {
    p: sayPercent(random, share),
    a: sayMoney(random, sum),
  });
  const sold = dealt(world, scene, scene.customer, yuan, said);
  const promised = isShare ? (yuan * share) / 100 : sum;
  const { paid, how } = isShare ? reckon(random, promised) : { paid: sum, how: 'exact' };
  const payer = whoPays(world, scene);
  reward(world, scene, { yuan: paid, at: afterwards(world, sold), from: payer.party });
  return story(scene, {
    kind: 'representative-pays',
    expects: 'strong',
    promised,
    received: paid,
    how: `${payer.who}, ${how}: ${words}`,
  });
}

function whoPays({ random }: World, { outside }: Scene): { readonly party: Party; readonly who: string } {
  const { representative, shareholder, short } = outside;
  return random.pick([
    { party: representative.bank, who: 'legal representative' },
    { party: representative.bank, who: 'legal representative' },
    { party: { ...shareholder.on.wechat, name: shareholder.name.full }, who: 'shareholder' },
    { party: { system: 'company', ref: short }, who: 'company by its short name' },
  ]);
}
