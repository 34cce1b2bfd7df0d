import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import type { Line } from '../../../../tests/setup/deliver.ts';
import { deliver, sourceNamed } from '../../../../tests/setup/deliver.ts';
import { randomId } from '../kernel/ids.ts';
import { catchUp } from '../ledger/follow.ts';
import { peopleFollower } from '../people/follow.ts';
import type { Actor } from '../platform/db.ts';
import { confirmFirst } from './acts/propose.ts';
import { recordAct } from './acts/record-act.ts';
import type { Masker } from './pseudonym.ts';
import { employeeOfPerson, maskerFor, personOf, pseudonymOf } from './pseudonym.ts';

/** What each is called by: name, number, accounts. Several begin with one another. */
const STAFF = [
  ['E1', '王小', 'wangxiao'],
  ['E10', '王小明', 'wangxiao.ming'],
  ['E100', '王小明明', 'wxmm_100'],
  ['7003', '欧阳娜娜', 'ouyang'],
  ['E4', 'Li Lei', 'lilei'],
  ['E5', '买买提·艾力', 'ou'],
  ['E6', '赵六', 'zhao.liu@example.cn'],
  ['E7', '孙七', '+8613800000007'],
  ['E8', '张伟', 'zhangwei'],
  ['E9', '张伟', 'zhangwei2'],
] as const;
type Employee = (typeof STAFF)[number];
/** Those whose name is theirs alone. */
const ALONE = STAFF.filter(([, name]) => name !== '张伟');

let t: TestLedger;
let covered: Masker;
let reader: Actor;
const labels = new Map<string, string>();
const labelOf = ([ref]: Employee): string => labels.get(ref) ?? '';

const employee = ([ref, name, handle]: Employee): Line => ({
  kind: 'employee',
  id: ref,
  at: '2025-01-01T00:00:00+08:00',
  body: { employee: { system: 'hr', ref }, name, handles: [{ system: systemOf(handle), ref: handle }] },
});
const systemOf = (handle: string) => (handle.includes('@') ? 'email' : handle.startsWith('+') ? 'phone' : 'wecom');

beforeAll(async () => {
  t = await testLedger();
  await deliver(t.ledger, await sourceNamed(t.ledger, 'hr'), STAFF.map(employee));
  await catchUp(t.ledger, peopleFollower);
  for (const [ref] of STAFF) labels.set(ref, pseudonymOf(Buffer.from(personOf(t.ledger, ref), 'hex')));
  reader = { role: 'account', id: randomId(), now: t.ledger.clock.now() };
  covered = await maskerFor(t.ledger, reader);
});
afterAll(() => t.close());

/** An account that may see these names for an hour. */
async function shownTo(...refs: readonly string[]): Promise<Extract<Actor, { role: 'account' }>> {
  const account = randomId();
  const now = t.ledger.clock.now();
  for (const ref of refs) {
    const proposal = randomId();
    const payload = { person: personOf(t.ledger, ref), accounts: [account], hours: 1 };
    const asked = { kind: 'name.unmask' as const, payload, role: 'investigator', reason: 'a test' };
    await recordAct(t.ledger, { id: 'test', role: 'operator' }, { act: 'propose', proposal, ...asked, expiresAt: now });
    await confirmFirst(t.ledger, proposal);
  }
  return { role: 'account', id: account, now };
}

/** A piece of a text: a name or account of somebody, or words that call nobody. */
type Piece = { readonly text: string; readonly by: Employee | undefined };
const FILLERS = ['明天见', '好的', 'OK', 'report 2026', '返点10%', '——', '“”', '😀', '工资', 'E', '…'] as const;
const called = fc.constantFrom(...ALONE).chain((by) => fc.constantFrom(...by).map((text): Piece => ({ text, by })));
const filler = fc.constantFrom(...FILLERS).map((text): Piece => ({ text, by: undefined }));
const pieces = fc.array(fc.oneof(called, filler), { maxLength: 12 });
/** Words stand apart by what is neither a letter nor a digit. */
const between = fc.constantFrom(' ', ',', '。', '/', '"', '\n', '(');
const spoken = fc.tuple(pieces, between);
const said = (given: readonly Piece[], by: string): string => given.map(({ text }) => text).join(by);
const expected = (given: readonly Piece[], by: string, stays: readonly string[] = []): string =>
  given.map(({ text, by: who }) => (who === undefined || stays.includes(who[0]) ? text : labelOf(who))).join(by);

describe('names, numbers and accounts', () => {
  test('are replaced wherever they stand in a text, the longest that fits', () => {
    fc.assert(
      fc.property(spoken, ([given, by]) => {
        expect(covered.text(said(given, by)).text).toBe(expected(given, by));
      }),
      { numRuns: 500 },
    );
  });

  test('are replaced at any depth of lists and objects, and nothing else is changed', () => {
    const { nested } = fc.letrec<{ nested: unknown }>((tie) => ({
      nested: fc.oneof(
        { maxDepth: 4 },
        spoken.map(([given, by]) => ({ given, by })),
        fc.constantFrom(null, true, 0, 7003, -1.5),
        fc.array(tie('nested'), { maxLength: 3 }).map((list) => ({ list })),
        fc
          .dictionary(fc.constantFrom('from', 'body', 'ref'), tie('nested'), { maxKeys: 3 })
          .map((object) => ({ object })),
      ),
    }));
    const build = (node: unknown, write: (given: readonly Piece[], by: string) => string): unknown => {
      if (typeof node !== 'object' || node === null) return node;
      const { given, by, list, object } = node as { given?: Piece[]; by?: string; list?: unknown[]; object?: object };
      if (given !== undefined) return write(given, by ?? '');
      if (list !== undefined) return list.map((each) => build(each, write));
      return Object.fromEntries(Object.entries(object ?? {}).map(([name, each]) => [name, build(each, write)]));
    };
    fc.assert(
      fc.property(nested, (node) => {
        expect(covered.value(build(node, said))).toEqual(build(node, (given, by) => expected(given, by)));
      }),
      { numRuns: 300 },
    );
  });

  test('are replaced right beside Chinese words, with nothing between', () => {
    const chinese = ALONE.filter(([, name]) => !/[A-Za-z]/.test(name));
    for (const each of chinese) expect(covered.text(`请${each[1]}来`).text).toBe(`请${labelOf(each)}来`);
    expect(covered.text('请E4来').text).toBe(`请${labels.get('E4')}来`);
    expect(covered.text('王小王小明王小明明').text).toBe(['E1', 'E10', 'E100'].map((ref) => labels.get(ref)).join(''));
  });

  test('inside a longer word of letters and digits are something else and stay', () => {
    const ids = ['E1', 'E10', '7003', 'lilei', 'ouyang', 'ou', 'wxmm_100'];
    const letters = fc.constantFrom('a', 'Z', '0', '9');
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.option(letters), fc.option(letters), (id, head, tail) => {
        const text = `见 ${head ?? ''}${id}${tail ?? ''}。`;
        const isWithin = (head !== null || tail !== null) && !ids.includes(`${head ?? ''}${id}${tail ?? ''}`);
        const isOther = text.includes('E100') || text.includes('E4');
        fc.pre(!isOther);
        expect(covered.text(text).text === text).toBe(isWithin);
      }),
    );
    expect(covered.text('sourcecode of you, 70030, E1001').text).toBe('sourcecode of you, 70030, E1001');
  });

  test('that were replaced once are not replaced again', () => {
    const any = fc.array(
      fc.oneof(
        called,
        filler,
        fc.string({ unit: 'grapheme', maxLength: 4 }).map((text) => ({ text })),
      ),
    );
    fc.assert(
      fc.property(any, (given) => {
        const once = covered.text(given.map(({ text }) => text).join('')).text;
        expect(covered.text(once).text).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['a phone number without its country', '打13800000007吧'],
    ['a phone number after 00', '打008613800000007吧'],
    ['a phone number in groups', '打138 0000 0007吧'],
    ['an address with other capitals', '写到Zhao.Liu@Example.cn吧'],
  ])('are replaced also as %s', (_how, text) => {
    expect(covered.text(text).text).not.toBe(text);
  });
});

describe('marks', () => {
  test('keep pointing at the same words, and at the pseudonym where they pointed at a name', () => {
    fc.assert(
      fc.property(spoken, fc.nat(), fc.nat(), ([given, by], one, other) => {
        fc.pre(given.length > 0);
        const [first, last] = [one % given.length, other % given.length].toSorted((a, b) => a - b) as [number, number];
        const starts = given.map((_, at) => said(given.slice(0, at), by).length + (at === 0 ? 0 : by.length));
        const start = starts[first] ?? 0;
        const end = (starts[last] ?? 0) + (given[last]?.text.length ?? 0);
        const message = { text: said(given, by), marks: [{ start, end, kind: 'hit' }] };
        const masked = covered.value({ deep: [message] }).deep[0] ?? message;
        const [mark] = masked.marks;
        expect(masked.text.slice(mark?.start, mark?.end)).toBe(expected(given.slice(first, last + 1), by));
        expect(mark?.kind).toBe('hit');
      }),
      { numRuns: 500 },
    );
  });

  test('over a part of a name stay within its pseudonym and never reach beyond the text', () => {
    const text = '请王小明明来';
    for (let start = 0; start <= text.length; start++)
      for (let end = start; end <= text.length; end++) {
        const masked = covered.value({ text, marks: [{ start, end }] });
        const { start: from, end: to } = masked.marks[0] ?? { start: -1, end: -1 };
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(masked.text.length);
      }
  });
});

describe('a pseudonym', () => {
  test('is 员工 and eight letters that are not taken for others, another for each', () => {
    for (const label of labels.values()) expect(label).toMatch(/^员工[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(new Set(labels.values()).size).toBe(STAFF.length);
  });

  test('is the same for every account that looks, and for name, number and account alike', async () => {
    const other = await maskerFor(t.ledger, { ...reader, id: randomId() } as Actor);
    for (const each of ALONE) {
      const shown = each.map((text) => other.text(text).text);
      expect(new Set(shown)).toEqual(new Set([labelOf(each)]));
    }
  });

  test('is another one in another installation', async () => {
    const elsewhere = await testLedger();
    const there = STAFF.map(([ref]) => pseudonymOf(Buffer.from(personOf(elsewhere.ledger, ref), 'hex')));
    await elsewhere.close();
    expect(there.filter((label) => [...labels.values()].includes(label))).toEqual([]);
  });

  test('of a name that two employees share is that of whose number stands beside it', () => {
    const masked = covered.value({ employee: { ref: 'E9', name: '张伟' } });
    expect(masked.employee).toEqual({ ref: labels.get('E9'), name: labels.get('E9') });
  });

  test('leads back to a number by the key of the installation, and a wrong one nowhere', async () => {
    for (const [ref] of STAFF) expect(await employeeOfPerson(t.ledger, personOf(t.ledger, ref))).toBe(ref);
    await expect(employeeOfPerson(t.ledger, randomId())).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('an account that two persons let see a name', () => {
  test('sees that one wherever it stands, and all others covered', async () => {
    const stays = ['E10', 'E5'];
    const masker = await maskerFor(t.ledger, await shownTo(...stays));
    fc.assert(
      fc.property(spoken, ([given, by]) => {
        expect(masker.text(said(given, by)).text).toBe(expected(given, by, stays));
      }),
      { numRuns: 500 },
    );
    const shows = (ref: string) => masker.shows(personOf(t.ledger, ref));
    expect(['E10', 'E5', 'E1', 'E9'].map(shows)).toEqual([true, true, false, false]);
    expect(masker.shows(randomId())).toBe(true);
  });

  test('sees it until its hours are over, to the millisecond', async () => {
    const actor = await shownTo('E6');
    const shown = async (later: number) =>
      (await maskerFor(t.ledger, { ...actor, now: actor.now + later })).text('赵六').text;
    expect(await Promise.all([0, 3_599_999, 3_600_000].map(shown))).toEqual(['赵六', '赵六', labels.get('E6')]);
    expect(await shown(-1)).toBe(labels.get('E6'));
  });

  test('does not see the name of another who is called the same', async () => {
    const masker = await maskerFor(t.ledger, await shownTo('E8'));
    expect(masker.value({ employee: { ref: 'E9', name: '张伟' } }).employee.name).toBe(labels.get('E9'));
  });
});

test('what is no account sees names as they are', async () => {
  const masker = await maskerFor(t.ledger, { id: 'test', role: 'operator' });
  expect(masker.value({ name: '王小明', marks: [] })).toEqual({ name: '王小明', marks: [] });
  expect(masker.shows(personOf(t.ledger, 'E1'))).toBe(true);
});

test('an account bound later is covered from then on', async () => {
  const binding = {
    handle: { system: 'wechat', ref: 'night_owl' },
    person: { system: 'hr', ref: 'E1' },
    strength: 'declared',
  };
  expect(covered.text('加night_owl').text).toBe('加night_owl');
  await deliver(t.ledger, await sourceNamed(t.ledger, 'later'), [
    { kind: 'binding', id: 'b1', at: '2025-02-01T00:00:00+08:00', body: binding },
  ]);
  await catchUp(t.ledger, peopleFollower);
  expect((await maskerFor(t.ledger, reader)).text('加night_owl').text).toBe(`加${labels.get('E1')}`);
});
