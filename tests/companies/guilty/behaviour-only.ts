import { nightTime, workTime } from '../money.ts';
import { DAY } from '../record.ts';
import type { Scene } from '../scene.ts';
import { afterwards, dealt, reward, ring, roundYuan, setScene, story } from '../scene.ts';
import type { Story } from '../truth.ts';
import type { World } from '../world.ts';

/** No telling words: access at night, contacts changed or exported, then several customers deal with one competitor. */
export function behaviourOnly(world: World): Story {
  const { random } = world;
  const scene = setScene(world, random.int(3, 5), { relation: 'competitor', isRecorded: true, contactHandle: true });
  const acts = reachIn(world, scene);
  const hasCalls = random.chance(0.6);
  if (hasCalls) for (let i = 0; i < 3; i++) ring(world, scene);
  const sold = Math.max(...scene.customers.map((customer) => dealt(world, scene, customer, roundYuan(world), acts)));
  const received = random.chance(0.5) ? random.int(30, 300) * 100 : undefined;
  if (received !== undefined) reward(world, scene, { yuan: received, at: afterwards(world, sold) });
  const expects = received === undefined ? 'weak' : 'medium';
  const how = `${hasCalls ? 'calls, ' : ''}${received === undefined ? 'no money' : 'the competitor paid'}`;
  const told = { kind: 'behaviour-only', expects, how } as const;
  return story(scene, received === undefined ? told : { ...told, received });
}

function reachIn(world: World, { employee, customers, at }: Scene): number {
  const { random, sink } = world;
  const night = nightTime(world, at);
  const device = { device: `PC-${random.digits(4)}`, ip: `117.${random.int(2, 250)}.8.${random.int(2, 250)}` };
  const base = { employee: employee.party, resource: 'crm.customer', ...device };
  for (const [i, customer] of customers.entries()) {
    const when = night + i * random.int(1, 6) * 60_000;
    if (random.chance(0.6)) {
      const changes = [{ field: 'phone', from: customer.phone.ref, to: `+86137${random.digits(8)}` }];
      sink.add('access', when, { ...base, customer: customer.party, action: 'edit', changes }, { source: 'crm' });
    } else
      sink.add('access', when, { ...base, customer: customer.party, action: 'export', count: 1 }, { source: 'crm' });
  }
  if (random.chance(0.5))
    sink.add('access', night + 3_000_000, { ...base, action: 'export', count: random.int(30, 400) }, { source: 'crm' });
  return workTime(world, night + DAY);
}
