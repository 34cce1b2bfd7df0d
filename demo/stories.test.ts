import { describe, expect, test } from 'vitest';
import { generate } from './generate.ts';
import type { NativeLine } from './read-files.ts';
import { archivedOf, nativeOf, truthOf } from './read-files.ts';
import { isWorkday } from './times.ts';

const DAY_MS = 86_400_000;
const timeOf = (record: NativeLine | undefined) => Date.parse(record?.occurredAt ?? '');
const squeezed = (name: string) => name.replaceAll('\uff08', '(').replaceAll('\uff09', ')');

describe.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])('seed %i', (seed) => {
  const files = generate(seed);
  const native = nativeOf(files);
  const messages = archivedOf(files);
  const { chains, innocent } = truthOf(files);
  const of = (kind: string) => native.filter((record) => record.kind === kind);
  const wecomOf = (system: string, ref: string) =>
    [...of('employee'), ...of('customer')]
      .filter(({ body }) => body[system === 'hr' ? 'employee' : 'customer']?.ref === ref)
      .flatMap(({ body }) => body.handles ?? [])
      .find((handle) => handle.system === 'wecom')?.ref;
  const cardOf = (ref: string) => of('binding').find(({ body }) => body.person.ref === ref)?.body.handle.ref;

  const told = (employee: string, customer: string, words: RegExp) =>
    messages.find(
      (m) =>
        m.from === wecomOf('hr', employee) &&
        m.tolist?.[0] === wecomOf('crm', customer) &&
        words.test(m.text?.content ?? ''),
    );

  for (const chain of chains) {
    const { employee, outside } = chain;
    const isOutside = (party: { ref: string }) => [outside.name, outside.uscc].includes(squeezed(party.ref));
    const isEmployee = (party: { ref: string }) => [employee.ref, cardOf(employee.ref)].includes(party.ref);
    const deals = of('deal').filter(({ body }) => isOutside(body.seller));
    const paid = of('transfer').filter(({ body }) => isOutside(body.from) && isEmployee(body.to));

    test(`${chain.story}: said before the deal, the deal before the payment`, () => {
      expect(deals.map(({ body }) => body.customer.ref).sort()).toEqual([...chain.customers].sort());
      for (const deal of deals) {
        const words = told(employee.ref, deal.body.customer.ref, /返点|好处费|朋友/);
        expect(words?.msgtime).toBeLessThan(timeOf(deal));
        for (const payment of paid) expect(timeOf(payment)).toBeGreaterThan(timeOf(deal));
      }
    });

    test(`${chain.story}: the payments add up to what the truth says`, () => {
      const sum = paid.reduce((total, { body }) => total + Number(body.amount.minor), 0);
      expect(String(sum)).toBe(chain.received.minor);
      expect(paid.map(({ basis }) => basis)).toEqual(paid.map(() => 'provided-by-third-party'));
    });

    test(`${chain.story}: the employee owned the customers and signed the policy before`, () => {
      const owned = of('ownership')
        .filter(({ body }) => body.employee.ref === employee.ref)
        .map(({ body }) => body.customer.ref);
      for (const ref of [...chain.customers, ...chain.alsoTold]) expect(owned).toContain(ref);
      const signed = of('acknowledgement').filter(({ body }) => body.employee.ref === employee.ref);
      expect(signed.map(({ body }) => body.agreement)).toContain('客户资源管理办法');
    });
  }

  test('the phone is changed on a Sunday at 14:30, before the words, and the fee comes three days after them', () => {
    const [kickback] = chains;
    const edit = of('access').find(
      ({ body }) => body.employee.ref === kickback?.employee.ref && body.changes?.[0].field === 'phone',
    );
    expect(edit?.occurredAt).toMatch(/T14:30:00\+08:00$/);
    expect(new Date(timeOf(edit) + 8 * 3_600_000).getUTCDay()).toBe(0);
    const words = told(kickback?.employee.ref ?? '', kickback?.customers[0] ?? '', /返点|好处费/);
    expect(words?.msgtime).toBeGreaterThan(timeOf(edit));
    const fee = of('transfer').find(
      ({ body }) => body.memo === '咨询费' && isPaidTo(body.to, kickback?.employee.ref ?? ''),
    );
    const dayOf = (millis: number) => Math.floor((millis + 8 * 3_600_000) / DAY_MS);
    expect(dayOf(timeOf(fee)) - dayOf(words?.msgtime ?? 0)).toBe(3);
  });

  const isPaidTo = (party: { ref: string }, ref: string) => [ref, cardOf(ref)].includes(party.ref);

  test('three customers are lost to the friend after they were told, and the fourth stays', () => {
    const friend = chains[1];
    const lost = of('customer')
      .filter(({ body }) => body.status === 'lost')
      .map(({ body }) => body.customer.ref);
    expect(friend?.customers.length).toBe(3);
    for (const ref of friend?.customers ?? []) expect(lost).toContain(ref);
    for (const ref of friend?.alsoTold ?? []) {
      expect(lost).not.toContain(ref);
      expect(told(friend?.employee.ref ?? '', ref, /朋友/)).toBeDefined();
    }
  });

  test('only the stories and the duty at night touch customers outside working time', () => {
    const outsideHours = of('access').filter(({ occurredAt }) => {
      const [day = '', time = ''] = occurredAt.split('T');
      return !isWorkday(day) || time < '09:00' || time >= '18:00';
    });
    const duty = innocent.find(({ kind }) => kind === 'night-duty');
    expect(outsideHours.map(({ body }) => body.employee.ref).sort()).toEqual(
      [chains[0]?.employee.ref, duty?.employee.ref].sort(),
    );
    const [shift] = of('schedule').filter(({ body }) => {
      const at = timeOf(outsideHours.find((access) => access.body.employee.ref === duty?.employee.ref));
      return body.type === 'duty' && Date.parse(body.from) <= at && at < Date.parse(body.to);
    });
    expect(shift?.body.employee.ref).toBe(duty?.employee.ref);
  });

  test('an approval comes before the words it covers', () => {
    for (const { body, occurredAt } of of('approval')) {
      const words = told(body.for.ref, body.customer.ref, /返点|介绍/);
      expect(words?.msgtime).toBeGreaterThan(Date.parse(occurredAt));
    }
  });

  test('fourteen look-alikes have employees of their own', () => {
    const refs = [...chains, ...innocent].map(({ employee }) => employee.ref);
    expect(innocent.length).toBe(14);
    expect(new Set(refs).size).toBe(16);
  });
});
