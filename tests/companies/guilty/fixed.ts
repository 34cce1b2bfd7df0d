import { FIXED } from '../lines/fixed.ts';
import { DAY } from '../record.ts';
import { afterwards, dealt, prepare, reward, ring, roundYuan, setScene, story, testify } from '../scene.ts';
import { sayMoney } from '../sums.ts';
import { tell } from '../talk.ts';
import type { Story } from '../truth.ts';
import type { World } from '../world.ts';

/** A sum is promised for bringing a customer, and paid as it was said. */
export function fixed(world: World): Story {
  const { random } = world;
  const scene = setScene(world, 1);
  const promised = random.pick([2000, 3000, 5000, 6000, 8000, 8888, 10_000, 12_000, 15_000, 20_000, 30_000]);
  const script = random.pick(FIXED);
  prepare(world, scene);
  ring(world, scene);
  const { at: said, words } = tell(world, scene, script, scene.at, { a: sayMoney(random, promised) });
  const sold = dealt(world, scene, scene.customer, roundYuan(world), said);
  reward(world, scene, { yuan: promised, at: afterwards(world, sold) });
  if (random.chance(0.2)) testify(world, scene, scene.at + 80 * DAY);
  return story(scene, { kind: 'fixed', expects: 'strong', promised, received: promised, how: words });
}
