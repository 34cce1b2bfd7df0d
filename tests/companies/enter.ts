import type { Customer, Employee, Outside } from './people.ts';
import type { Party } from './record.ts';
import { date } from './record.ts';
import type { OutsideOptions, World } from './world.ts';

type Entering = Pick<World, 'sink' | 'random'>;

/** A customer as the CRM has it, with its owner. */
export function enterCustomer({ sink, random }: Entering, customer: Customer, owner: Employee, since: number): void {
  const { name, on, phone, party, company, isFirm } = customer;
  const handles: Party[] = [on.wecom, on.dingtalk, on.feishu, on.email, phone];
  const body = {
    customer: party,
    name: isFirm ? random.pick([company, `${customer.short} ${name.full}`]) : name.full,
    ...(isFirm ? { company: { system: 'company', ref: company } } : {}),
    handles,
    ...(random.chance(0.7) ? { tier: random.pick(['normal', 'normal', 'high']) } : {}),
    status: 'active',
    since: date(since),
  };
  sink.add('customer', since, body, { source: 'crm' });
  sink.add(
    'ownership',
    since + 60_000,
    { customer: party, employee: owner.party, action: 'assigned' },
    { source: 'crm' },
  );
  if (customer.uscc !== undefined && random.chance(0.5)) {
    const record = {
      company: { system: 'company', ref: company },
      name: company,
      uscc: customer.uscc,
      relation: 'customer',
    };
    sink.add('company', since, record, { source: 'crm' });
  }
}

/** An outside company as somebody once entered it. */
export function enterCompany(
  { sink, random, channel }: Entering & Pick<World, 'channel'>,
  outside: Outside,
  at: number,
  options: OutsideOptions,
): void {
  const { full, short, alias, uscc, relation, representative, shareholder, contact } = outside;
  const people = [
    { name: representative.name.full, role: 'legal-representative', handle: representative.bank },
    { name: shareholder.name.full, role: 'shareholder', handle: shareholder.on.wechat },
    ...(options.contactHandle === false || random.chance(0.3)
      ? []
      : [{ name: contact.name.full, role: 'contact', handle: contact.on[channel] }]),
  ];
  const body = {
    company: { system: 'company', ref: full },
    name: full,
    uscc,
    relation,
    aliases: random.pick([[short], [short, alias], [alias], [short, alias]]),
    people,
  };
  sink.add('company', at, body, { source: 'crm' });
}
