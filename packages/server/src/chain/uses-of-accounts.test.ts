import { expect, test } from 'vitest';
import { formatInstant } from '../kernel/time.ts';
import { buildDirectory } from '../people/directory.ts';
import { company, hr, staff, wecom, worldOf, yuan } from './example-world.ts';
import { usesOfAccounts } from './uses-of-accounts.ts';

const at = (day: string): string => `2026-0${day}T10:00:00+08:00`;
const chat = (id: string, day: string) => {
  const body = { conversation: 'c', from: wecom('zs'), to: [wecom('wmA')], form: 'text', text: '好' };
  return { kind: 'chat', id, at: at(day), body };
};

test('every account that acts is used from its first to its last event; companies and who is who are none', () => {
  const paid = {
    from: company('华晟科技有限公司'),
    to: { system: 'bank', ref: '6222****1', name: '张三' },
    amount: yuan(1),
  };
  const { facts } = worldOf(
    [...staff, chat('m2', '3-05'), chat('m1', '2-01'), { kind: 'transfer', id: 't', at: at('3-06'), body: paid }],
    {},
  );
  const uses = usesOfAccounts(facts, buildDirectory(facts));
  expect(
    uses.map(({ handle, from, to }) => [handle.ref, formatInstant(from).slice(0, 10), formatInstant(to).slice(0, 10)]),
  ).toEqual([
    ['6222****1', '2026-03-06', '2026-03-06'],
    ['wmA', '2026-02-01', '2026-03-05'],
    ['zs', '2026-02-01', '2026-03-05'],
  ]);
  expect(uses[0]?.handle.name).toBe('张三');
  expect(uses.some(({ handle }) => handle.ref === hr('E1').ref)).toBe(false);
});
