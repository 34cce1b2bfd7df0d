import { SPLIT } from '../lines/split.ts';
import { DAY, HOUR } from '../record.ts';
import { afterwards, dealt, prepare, reward, ring, roundYuan, setScene, story } from '../scene.ts';
import { sayMoney } from '../sums.ts';
import { tell } from '../talk.ts';
import type { Story } from '../truth.ts';
import type { World } from '../world.ts';

/** The promised sum comes in two to four parts, on one day or several, to one account or two. */
export function split(world: World): Story {
  const { random } = world;
  const scene = setScene(world, random.int(1, 2));
  const promised = random.pick([6000, 9000, 10_000, 12_000, 18_000, 20_000, 24_000, 36_000, 50_000]);
  const script = random.pick(SPLIT);
  prepare(world, scene);
  ring(world, scene);
  const { at: said, words } = tell(world, scene, script, scene.at, { a: sayMoney(random, promised) });
  const sold = Math.max(...scene.customers.map((each) => dealt(world, scene, each, roundYuan(world), said)));
  const parts = divide(world, promised);
  const isOneDay = random.chance(0.35);
  const first = afterwards(world, sold);
  for (const [i, yuan] of parts.entries()) {
    const at = isOneDay ? first + i * HOUR : first + i * random.int(2, 12) * DAY;
    reward(world, scene, { yuan, at, memo: random.pick(['', '往来', '咨询费', '第一笔', '尾款', '服务费']) });
  }
  const how = `${parts.join(' + ')}${isOneDay ? ' on one day' : ''}: ${words}`;
  return story(scene, { kind: 'split', expects: 'strong', promised, received: promised, how });
}

function divide({ random }: World, yuan: number): number[] {
  const count = random.int(2, 4);
  if (random.chance(0.4))
    return Array.from({ length: count }, (_, i) =>
      i === 0 ? yuan - Math.floor(yuan / count) * (count - 1) : Math.floor(yuan / count),
    );
  const parts: number[] = [];
  let left = yuan;
  for (let i = 1; i < count; i++) {
    const part = Math.max(100, Math.round((left * random.int(25, 60)) / 10_000) * 100);
    parts.push(part);
    left -= part;
  }
  return [...parts, left];
}
