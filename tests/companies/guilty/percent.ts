import { PERCENT } from '../lines/percent.ts';
import { DAY } from '../record.ts';
import { afterwards, dealt, prepare, reward, ring, roundYuan, setScene, story, testify } from '../scene.ts';
import { reckon, sayPercent } from '../sums.ts';
import { tell } from '../talk.ts';
import type { Story } from '../truth.ts';
import type { World } from '../world.ts';

/** A share of the deal is promised, the customer deals with the other company, and the share is paid. */
export function percent(world: World): Story {
  const { random } = world;
  const scene = setScene(world, 1);
  const share = random.pick([3, 5, 6, 8, 10, 10, 12, 15, 20]);
  const yuan = roundYuan(world);
  const script = random.pick(PERCENT);
  prepare(world, scene);
  ring(world, scene);
  const { at: said, words } = tell(world, scene, script, scene.at, { p: sayPercent(random, share) });
  const sold = dealt(world, scene, scene.customer, yuan, said);
  const isNet = random.chance(0.15);
  const base = isNet ? Math.round((yuan / 1.13) * 100) / 100 : yuan;
  const promised = (base * share) / 100;
  const { paid, how } = reckon(random, promised);
  reward(world, scene, { yuan: paid, at: afterwards(world, sold) });
  const basis = isNet ? 'base without 13 % VAT, ' : '';
  if (random.chance(0.2)) testify(world, scene, scene.at + 80 * DAY);
  return story(scene, {
    kind: 'percent',
    expects: 'strong',
    promised,
    received: paid,
    how: `${share} %, ${basis}${how}: ${words}`,
  });
}
