import { OFFICE, SERVICE } from './lines/service.ts';
import { workTime } from './money.ts';
import type { Customer, Employee } from './people.ts';
import { DAY, MINUTE } from './record.ts';
import { converse } from './talk.ts';
import type { World } from './world.ts';

/** Ordinary service talk of one pair, spread over the time told. */
export function chatter(world: World, employee: Employee, customer: Customer, times: number, from = 0, to = 250): void {
  const { random, begin } = world;
  for (let i = 0; i < times; i++) {
    const at = workTime(world, begin + random.int(from, to) * DAY);
    converse(world, { employee, customer }, random.pick(SERVICE), at, { x: String(random.int(800, 90_000)) });
  }
}

export function everyday(world: World): void {
  const { random, owned, employees, sink, begin } = world;
  for (const { customer, owner } of owned) {
    chatter(world, owner, customer, random.int(2, 7));
    if (random.chance(0.4)) {
      const at = workTime(world, begin + random.int(0, 250) * DAY);
      const seconds = random.int(15, 900);
      const ends = random.chance(0.5)
        ? { from: owner.phone, to: customer.phone, direction: 'out' }
        : { from: customer.phone, to: owner.phone, direction: 'in' };
      sink.add('call', at, { ...ends, seconds, answered: true }, { source: 'pbx' });
    }
    if (random.chance(0.25)) {
      const at = workTime(world, begin + random.int(0, 250) * DAY);
      const text = `${customer.name.surname}总,您好:\n附件是${random.pick(world.trade.goods)}的报价,有效期30天。\n顺祝商祺`;
      sink.add(
        'email',
        at,
        { from: owner.on.email, to: [customer.on.email], subject: '报价单', text },
        { source: 'mail' },
      );
    }
  }
  for (const employee of employees) {
    const mate = random.pick(employees);
    if (mate === employee) continue;
    const at = workTime(world, begin + random.int(0, 250) * DAY);
    const last = converse(world, { employee, mate }, random.pick(OFFICE), at);
    if (random.chance(0.05)) recallOne(world, employee, mate, last + MINUTE);
  }
}

function recallOne({ sink, channel }: World, employee: Employee, mate: Employee, at: number): void {
  if (channel === 'email') return;
  const conversation = `${employee.on[channel].ref}_${mate.on[channel].ref}`;
  const [from, to] = [employee.on[channel], mate.on[channel]];
  const of = sink.add('chat', at, { conversation, from, to: [to], form: 'text', text: '发错了' }, { source: channel });
  sink.add('recall', at + 20_000, { conversation, of, by: from }, { source: channel });
}
