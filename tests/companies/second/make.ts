import type { Entry } from './book.ts';
import { chat } from './chatter.ts';
import type { Story } from './guilty.ts';
import { guilty } from './guilty.ts';
import type { Innocent } from './innocent.ts';
import { innocent } from './innocent.ts';
import { acknowledge, rule } from './rules.ts';
import { worldOf } from './world.ts';

export type Truth = { readonly stories: readonly Story[]; readonly innocent: readonly Innocent[] };

/** A company of one trade with every kind of story in it, the same for the same seed. */
export function makeSecond(seed: number): { readonly records: readonly Entry[]; readonly truth: Truth } {
  const world = worldOf(seed);
  rule(world);
  world.hire('销售总监');
  world.hire('商务主管');
  const stories: Story[] = [];
  const innocents: Innocent[] = [];
  const acts = [
    ...guilty.map((tell) => () => void stories.push(tell(world))),
    ...innocent.map((live) => () => void innocents.push(live(world))),
  ];
  for (const act of world.dice.shuffled(acts)) act();
  chat(world);
  for (const employee of world.employees()) acknowledge(world, employee);
  return { records: world.book.entries(), truth: { stories, innocent: innocents } };
}
