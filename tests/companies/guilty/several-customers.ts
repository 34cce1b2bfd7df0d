import { SEVERAL } from '../lines/several.ts';
import { workTime } from '../money.ts';
import { DAY } from '../record.ts';
import { afterwards, dealt, prepare, reward, ring, roundYuan, setScene, story } from '../scene.ts';
import { sayMoney, sayPercent } from '../sums.ts';
import { tell } from '../talk.ts';
import type { Story } from '../truth.ts';
import type { World } from '../world.ts';

/** One promise, several customers: one payment for all of them, or one a month. */
export function severalCustomers(world: World): Story {
  const { random } = world;
  const scene = setScene(world, random.int(2, 5));
  const isShare = random.chance(0.5);
  const share = random.pick([5, 6, 8, 10]);
  const each = random.pick([1000, 2000, 3000, 5000]);
  const slots = { r: isShare ? sayPercent(random, share) : `一个${sayMoney(random, each)}` };
  const script = random.pick(SEVERAL);
  prepare(world, scene);
  ring(world, scene);
  const { at: said, words } = tell(world, scene, script, scene.at, slots);
  const deals = scene.customers.map((customer) => {
    const yuan = roundYuan(world);
    return { owed: isShare ? (yuan * share) / 100 : each, at: dealt(world, scene, customer, yuan, said) };
  });
  const isMonthly = random.chance(0.4);
  if (isMonthly) payMonthly(world, scene, deals);
  else
    reward(world, scene, {
      yuan: sum(deals.map(({ owed }) => owed)),
      at: afterwards(world, Math.max(...deals.map(({ at }) => at))),
    });
  const promised = sum(deals.map(({ owed }) => owed));
  const how = `${isShare ? `${share} %` : `${each} each`}, ${isMonthly ? 'settled monthly' : 'one payment'}: ${words}`;
  return story(scene, { kind: 'several-customers', expects: 'strong', promised, received: promised, how });
}

type Deal = { readonly owed: number; readonly at: number };

function payMonthly(world: World, scene: Parameters<typeof reward>[1], deals: readonly Deal[]): void {
  const months = Map.groupBy(deals, ({ at }) => new Date(at).getUTCMonth());
  for (const group of months.values()) {
    const last = Math.max(...group.map(({ at }) => at));
    const at = workTime(world, last + world.random.int(1, 15) * DAY);
    reward(world, scene, { yuan: sum(group.map(({ owed }) => owed)), at });
  }
}

function sum(values: readonly number[]): number {
  return Math.round(values.reduce((total, value) => total + value, 0) * 100) / 100;
}
