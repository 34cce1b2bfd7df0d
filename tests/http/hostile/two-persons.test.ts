import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantDirectly } from '../../../packages/server/src/access/accounts.ts';
import { personOf as personKey } from '../../../packages/server/src/access/pseudonym.ts';
import type { Role } from '../../../packages/server/src/access/roles.ts';
import { setWall } from '../../../packages/server/src/access/walls.ts';
import type { About } from '../../setup/http.ts';
import { operator } from '../../setup/http.ts';
import type { Hostile } from './support.ts';
import { attack, FORBIDDEN, promiseKept, refuses, send, snapshot, startHostile, UNKNOWN } from './support.ts';

const SAME_PERSON = [409, 'act.same_person'] as const;
const SAME_ROLE = [409, 'act.same_role'] as const;
const DECIDED = [409, 'act.decided'] as const;
const SUBJECT = 'E001';

type Person = { readonly id: string; readonly cookie: string };
let http: Hostile;
let [sysAdmin, secAdmin, auditAdmin, investigator, counsel]: Person[] = [];
let key: string;
beforeAll(async () => {
  http = await startHostile({ holds: 'company' });
  key = personKey(http.product.ledger, SUBJECT);
  [sysAdmin, secAdmin, auditAdmin, investigator, counsel] = await Promise.all(
    (['system-admin', 'security-admin', 'audit-admin', 'investigator', 'counsel'] as const).map((role) =>
      http.person([role]),
    ),
  );
});
afterAll(() => http.close());

const by = (roles: readonly Role[], about?: About): Promise<Person> => http.person(roles, about);
const body = (kind: string, payload: object) => ({ kind, payload, reason: 'a hostile proposal' });
const CONFIRM = { decision: 'confirmed', reason: '' };
async function proposed(who: Person | undefined, kind: string, payload: object): Promise<string> {
  const answer = await send(http.url, 'POST', 'acts', { as: who?.cookie, body: body(kind, payload) });
  expect(answer.status, answer.text).toBe(200);
  return `acts/${answer.json().id}/decision`;
}
const grant = (account: string, role: Role) => ({ account, role, scope: {}, until: null });
const unmasking = (accounts: readonly (string | undefined)[]) => ({ person: key, accounts, hours: 1 });
const holds = async (account: string): Promise<readonly unknown[]> =>
  (
    await http.superuser('select role from role_grant where account_id = $1 and ended_at is null order by role', [
      account,
    ])
  ).map(({ role }) => role);

describe('V2.3.5 one person alone does nothing that takes two', () => {
  test('proposing for oneself is possible, confirming it is not', async () => {
    const path = await proposed(investigator, 'name.unmask', unmasking([investigator?.id]));
    await refuses(http.url, FORBIDDEN, ['POST', path], { as: investigator?.cookie, body: CONFIRM });
    const both = await by(['investigator', 'counsel']);
    const own = await proposed(both, 'name.unmask', unmasking([both.id]));
    await refuses(http.url, SAME_PERSON, ['POST', own], { as: both.cookie, body: CONFIRM });
    await refuses(http.url, SAME_PERSON, ['POST', own], { as: both.cookie, body: { ...CONFIRM, decision: 'refused' } });
  });

  test('granting oneself a role: not proposed by who may not, not confirmed by who gets it', async () => {
    for (const who of [investigator, counsel, auditAdmin, secAdmin])
      await refuses(http.url, FORBIDDEN, ['POST', 'acts'], {
        as: who?.cookie,
        body: body('role.grant', grant(who?.id ?? '', 'hrbp')),
      });
    const excluded = [409, 'role.excluded'] as const;
    for (const role of ['investigator', 'counsel', 'security-admin', 'audit-admin', 'auditor'] as const)
      await refuses(http.url, excluded, ['POST', 'acts'], {
        as: sysAdmin?.cookie,
        body: body('role.grant', grant(sysAdmin?.id ?? '', role)),
      });
    const other = await by(['security-admin']);
    const path = await proposed(sysAdmin, 'role.grant', grant((await by([])).id, 'hrbp'));
    await refuses(http.url, FORBIDDEN, ['POST', path], { as: sysAdmin?.cookie, body: CONFIRM });
    expect((await send(http.url, 'POST', path, { as: other.cookie, body: CONFIRM })).status).toBe(200);
  });

  test('a second account of the same employee is the same person', async () => {
    const one = await by(['investigator'], { employee: 'E010' });
    const two = await by(['counsel'], { employee: 'E010' });
    const path = await proposed(one, 'name.unmask', unmasking([one.id]));
    await refuses(http.url, SAME_PERSON, ['POST', path], { as: two.cookie, body: CONFIRM });
    const admin = await by(['system-admin'], { employee: 'E011' });
    const security = await by(['security-admin'], { employee: 'E011' });
    const giving = await proposed(admin, 'role.grant', grant((await by([])).id, 'hrbp'));
    await refuses(http.url, SAME_PERSON, ['POST', giving], { as: security.cookie, body: CONFIRM });
  });

  test('what is for oneself is not confirmed, and not through a second account of one’s own either', async () => {
    const mine = await proposed(investigator, 'name.unmask', unmasking([investigator?.id, counsel?.id]));
    await refuses(http.url, SAME_PERSON, ['POST', mine], { as: counsel?.cookie, body: CONFIRM });
    const security = await by(['security-admin'], { employee: 'E012' });
    const second = await by([], { employee: 'E012' });
    const path = await proposed(sysAdmin, 'role.grant', grant(second.id, 'investigator'));
    await refuses(http.url, SAME_PERSON, ['POST', path], { as: security.cookie, body: CONFIRM });
    const advocate = await by(['counsel'], { employee: 'E013' });
    const desk = await by(['investigator'], { employee: 'E013' });
    const seeing = await proposed(investigator, 'name.unmask', unmasking([desk.id]));
    await refuses(http.url, SAME_PERSON, ['POST', seeing], { as: advocate.cookie, body: CONFIRM });
  });

  test('a wall around oneself is not lifted by oneself', async () => {
    const walled = await by(['counsel']);
    const wall = await setWall(http.product.ledger, operator, {
      account: walled.id,
      employee: SUBJECT,
      why: 'old friends',
    });
    const path = await proposed(secAdmin, 'wall.lift', { wall });
    await refuses(http.url, SAME_PERSON, ['POST', path], { as: walled.cookie, body: CONFIRM });
  });

  test.each([
    ['another un-masking of them', 'name.unmask', () => unmasking([investigator?.id])],
    [
      'the destruction of what speaks against them',
      'key.destroy',
      () => ({ person: SUBJECT, month: '2026-03', withConversations: true, withOriginals: false }),
    ],
  ] as const)('whoever it is about does not confirm %s', async (_, kind, payload) => {
    const subject = await by(['counsel'], { employee: SUBJECT });
    const before = await http.superuser('select count(*) from data_key');
    const path = await proposed(investigator, kind, payload());
    const answer = await attack(http.url, 'POST', path, { as: subject.cookie, body: CONFIRM });
    expect([403, 404, 409], answer.text).toContain(answer.status);
    expect(await http.superuser('select count(*) from data_key')).toEqual(before);
  });

  test('whoever it is about does not release the hold over it', async () => {
    const hold = (
      await send(http.url, 'POST', 'holds', {
        as: investigator?.cookie,
        body: { query: { employees: [SUBJECT] }, why: 'a lawsuit' },
      })
    ).json().id;
    const subject = await by(['counsel'], { employee: SUBJECT });
    const path = await proposed(investigator, 'hold.release', { hold });
    const answer = await attack(http.url, 'POST', path, { as: subject.cookie, body: CONFIRM });
    expect([403, 404, 409], answer.text).toContain(answer.status);
    const proposer = await by(['investigator'], { employee: SUBJECT });
    const own = await attack(http.url, 'POST', 'acts', { as: proposer.cookie, body: body('hold.release', { hold }) });
    expect([403, 404, 409], own.text).toContain(own.status);
  });

  test('the same role does not propose and confirm, by whatever persons', async () => {
    const [one, two] = [await by(['investigator']), await by(['investigator'])];
    const path = await proposed(one, 'name.unmask', unmasking([one.id]));
    await refuses(http.url, FORBIDDEN, ['POST', path], { as: two.cookie, body: CONFIRM });
    expect(SAME_ROLE[0]).toBe(409);
  });
});

describe('V2.3.1 what was true when it was proposed is asked again when it is confirmed', () => {
  test('two roles that exclude each other, proposed before either is held', async () => {
    const { id } = await by([]);
    const paths = [
      await proposed(sysAdmin, 'role.grant', grant(id, 'auditor')),
      await proposed(sysAdmin, 'role.grant', grant(id, 'investigator')),
    ];
    for (const path of paths) await attack(http.url, 'POST', path, { as: secAdmin?.cookie, body: CONFIRM });
    expect((await holds(id)).length).toBe(1);
  });

  test('an administrator’s role beside another one', async () => {
    const { id } = await by([]);
    const paths = [
      await proposed(sysAdmin, 'role.grant', grant(id, 'counsel')),
      await proposed(sysAdmin, 'role.grant', grant(id, 'audit-admin')),
    ];
    for (const path of paths) await attack(http.url, 'POST', path, { as: secAdmin?.cookie, body: CONFIRM });
    expect((await holds(id)).length).toBe(1);
  });

  test('both ends of one act for one role of the matrix', async () => {
    const cell = (permission: string) => ({ role: 'duty-officer', permission, allowed: true });
    const paths = [
      await proposed(secAdmin, 'matrix.change', cell('rule.propose')),
      await proposed(secAdmin, 'matrix.change', cell('rule.confirm')),
    ];
    for (const path of paths) await attack(http.url, 'POST', path, { as: auditAdmin?.cookie, body: CONFIRM });
    const rows = await http.superuser(
      "select permission from permission where role = 'duty-officer' and permission like 'rule.%' and permission <> 'rule.read'",
    );
    expect(rows.length).toBe(1);
  });

  test('a wall that was set meanwhile', async () => {
    const { id, cookie } = await by(['investigator']);
    const path = await proposed({ id, cookie }, 'name.unmask', unmasking([id]));
    await setWall(http.product.ledger, operator, { account: id, employee: SUBJECT, why: 'found out since' });
    await attack(http.url, 'POST', path, { as: counsel?.cookie, body: CONFIRM });
    expect(await http.superuser('select id from unmasking where account_id = $1', [id])).toEqual([]);
  });
});

describe('V2.3.1 a proposal is decided once and in its time', () => {
  test('not twice, not after it was refused or withdrawn, and of many at once by one', async () => {
    const path = await proposed(investigator, 'name.unmask', unmasking([investigator?.id]));
    const counsels = await Promise.all(Array.from({ length: 4 }, () => by(['counsel'])));
    const answers = await Promise.all(
      counsels.map(({ cookie: as }) => attack(http.url, 'POST', path, { as, body: CONFIRM })),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
    for (const decision of ['confirmed', 'refused'])
      await refuses(http.url, DECIDED, ['POST', path], { as: counsel?.cookie, body: { decision, reason: '' } });
    const gone = await proposed(investigator, 'name.unmask', unmasking([investigator?.id]));
    await refuses(http.url, FORBIDDEN, ['POST', gone], {
      as: counsel?.cookie,
      body: { decision: 'withdrawn', reason: '' },
    });
    expect(
      (await send(http.url, 'POST', gone, { as: investigator?.cookie, body: { decision: 'withdrawn', reason: '' } }))
        .status,
    ).toBe(200);
    await refuses(http.url, DECIDED, ['POST', gone], { as: counsel?.cookie, body: CONFIRM });
  });

  test('not after it lapsed', async () => {
    const { id } = await by([]);
    const path = await proposed(investigator, 'name.unmask', unmasking([id]));
    http.wait(3 * 24 * 3_600_000 + 1);
    const late = await by(['counsel']);
    await refuses(http.url, [409, 'act.expired'], ['POST', path], { as: late.cookie, body: CONFIRM });
    expect(await http.superuser('select id from unmasking where account_id = $1', [id])).toEqual([]);
  });

  test('not one that is not there', async () => {
    const { cookie: as } = await by(['counsel']);
    await refuses(http.url, [404, 'act.unknown'], ['POST', `acts/${'0'.repeat(32)}/decision`], { as, body: CONFIRM });
  });
});

describe('V8.2.1 locked cells of the matrix', () => {
  test.each([
    ['system-admin', 'finding.read'],
    ['security-admin', 'chain.read'],
    ['audit-admin', 'entry.read'],
    ['system-admin', 'delivery.read'],
    ['auditor', 'finding.read'],
    ['auditor', 'role.end'],
    ['auditor', 'wall.set'],
    ['auditor', 'name.unmask.confirm'],
    ['employee', 'finding.list'],
    ['employee', 'matrix.read'],
    ['investigator', 'name.unmask.confirm'],
    ['counsel', 'name.unmask.propose'],
    ['system-admin', 'role.confirm'],
    ['security-admin', 'role.propose'],
    ['security-admin', 'matrix.confirm'],
    ['audit-admin', 'matrix.propose'],
  ])('%s never gets %s', async (role, permission) => {
    const { cookie: as } = await by(['security-admin']);
    const before = await snapshot(http);
    const asked = { as, body: body('matrix.change', { role, permission, allowed: true }) };
    await refuses(http.url, [409, 'matrix.locked'], ['POST', 'acts'], asked);
    expect(await snapshot(http)).toEqual(before);
  });
});

describe('V8.2.1 one administrator does not take walls down by the back door', () => {
  test.each([
    ['off an account', null],
    ['for that of somebody else', 'E022'],
  ])('by changing the employee number %s', async (_, employee) => {
    const admin = await by(['system-admin']);
    const subject = await by(['investigator'], { employee: 'E007' });
    const own = personKey(http.product.ledger, 'E007');
    const seen = async () => (await send(http.url, 'GET', 'findings?limit=200', { as: subject.cookie })).text;
    expect(await seen()).not.toContain(own);
    await attack(http.url, 'PATCH', `accounts/${subject.id}`, { as: admin.cookie, body: { employee } });
    expect(await seen()).not.toContain(own);
  });

  test('a role that excludes others is not given at the command line either', async () => {
    const { id } = await by(['auditor']);
    await expect(grantDirectly(http.product.ledger, operator, id, 'investigator')).rejects.toMatchObject({
      code: 'role.excluded',
    });
    await refuses(http.url, UNKNOWN, ['DELETE', `grants/${'0'.repeat(32)}?why=because`], {
      as: (await by(['system-admin'])).cookie,
    });
  });
});

test('makes as many hostile requests as the total counts on', () => promiseKept('two-persons'));
