import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, pseudonymOf } from '../../packages/server/src/access/pseudonym.ts';
import type { Role } from '../../packages/server/src/access/roles.ts';
import { setWall } from '../../packages/server/src/access/walls.ts';
import { showChains } from '../../packages/server/src/chain/show.ts';
import { customerAsOf, personAsOf } from '../../packages/server/src/http/routes/as-of-shapes.ts';
import { readRange } from '../../packages/server/src/ledger/read.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import type { Http } from '../setup/http.ts';
import { call, expectProblem, operator, startHttp, unmask } from '../setup/http.ts';

const URGENT = `ground=urgent&why=${encodeURIComponent('a test looks it up at once')}`;
const AT = 'at=2026-03-02T14:30:00%2B08:00';

let http: Http;
let chain: string;
let customer: string;
beforeAll(async () => {
  http = await startHttp('company');
  const found = (await showChains(http.product.ledger, operator, 'weak')).find(
    ({ employee }) => employee.ref === 'E001',
  );
  chain = found?.id ?? '';
  customer = found?.customers[0]?.ref ?? '';
});
afterAll(() => http.close());

const get = (path: string, cookie: string) => call(http.url, `/api/v1/${path}`, { headers: { cookie } });
const investigator: readonly Role[] = ['investigator'];

/** Somebody to whom names are shown, and who was walled off from one of these persons since. */
async function walledOff(employee: string) {
  const person = await http.person(investigator);
  for (const ref of ['E001', 'E017']) await unmask(http.product, person.id, ref);
  await setWall(http.product.ledger, operator, { account: person.id, employee, why: 'a test walls them off' });
  return person;
}

/** The newest entry in the log of readings. */
async function lastReading(): Promise<Record<string, unknown>> {
  const { db, ledger } = http.product;
  return await db.as(systemActor, async (tx) => {
    const log = await ledgerStore.logNamed(tx, 'audit');
    const [read] = await readRange(tx, ledger, log, { from: log.size - 1, to: log.size });
    if (read?.content.status !== 'open') throw new Error('a reading just recorded is open');
    return read.content.body as Record<string, unknown>;
  });
}

describe('a customer as of an instant', () => {
  test('is answered upon its chain, by its shape, and recorded with whom it names', async () => {
    const { id, cookie } = await http.person(investigator);
    await unmask(http.product, id, 'E001');
    const answer = await get(`customers/${customer}/as-of?${AT}&ground=chain:${chain}`, cookie);
    expect(answer.status).toBe(200);
    const body = customerAsOf.strict().parse(answer.json());
    expect(body.owners.counts.map(({ who }) => who)).toEqual([
      { ref: 'E001', name: '张三', person: personOf(http.product.ledger, 'E001') },
    ]);
    expect(body.permissions.counts.map(({ who }) => who.person)).toContain(personOf(http.product.ledger, 'E001'));
    expect(body.withheld).toBe(0);
    expect(await lastReading()).toMatchObject({
      act: 'as-of.read',
      actor: `account:${id}`,
      what: { customer },
      reading: {
        ground: `chain:${chain}`,
        outcome: 'read',
        about: expect.arrayContaining([personOf(http.product.ledger, 'E001')]),
      },
    });
  });

  test('is looked up upon a ground that reaches it or not at all', async () => {
    const cookie = await http.session(investigator);
    for (const ground of ['', '&ground=urgent&why=short', `&ground=case:${chain}`]) {
      expectProblem(await get(`customers/${customer}/as-of?${AT}${ground}`, cookie), 403, 'reading.needs_ground');
      expect(await lastReading()).toMatchObject({ act: 'as-of.read', reading: { outcome: 'refused', items: 0 } });
    }
    expectProblem(await get(`customers/C110/as-of?${AT}&ground=chain:${chain}`, cookie), 403, 'reading.needs_ground');
    expect((await get(`customers/C110/as-of?${AT}&${URGENT}`, cookie)).status).toBe(200);
  });

  test('names nobody whose name is covered', async () => {
    const cookie = await http.session(investigator);
    const { text } = await get(`customers/${customer}/as-of?${AT}&${URGENT}`, cookie);
    expect(text).toContain(pseudonymOf(Buffer.from(personOf(http.product.ledger, 'E001'), 'hex')));
    expect(text).not.toMatch(/张三|E001/);
  });

  test('says nothing of whom the asker is walled off from, and counts what it holds back', async () => {
    const { id, cookie } = await walledOff('E001');
    const answer = await get(`customers/${customer}/as-of?${AT}&${URGENT}`, cookie);
    expect(answer.status).toBe(200);
    const body = customerAsOf.parse(answer.json());
    expect(answer.text).toContain('E017');
    expect(answer.text).not.toMatch(/张三|E001/);
    expect(answer.text).not.toContain(personOf(http.product.ledger, 'E001'));
    expect(await lastReading()).toMatchObject({ actor: `account:${id}` });
    expect(body.owners).toEqual({ counts: [], apart: [], unclear: [] });
    expect(body.withheld).toBeGreaterThan(1);
    expect(body.limits).toContain('截至该时点没有确定有效的归属登记。');
  });

  test('as known then it leaves out what came later, and says what that was', async () => {
    const { id, cookie } = await http.person(investigator);
    await unmask(http.product, id, 'E001');
    const path = `customers/${customer}/as-of?${AT}&known=2026-03-02&ground=chain:${chain}`;
    const body = customerAsOf.parse((await get(path, cookie)).json());
    expect(body.owners.counts).toEqual([]);
    const owner = body.differences.find(({ what, who }) => what === 'owner' && who.ref === 'E001');
    expect(owner).toMatchObject({ knownThen: 'none', knownNow: 'counts' });
    expect(owner?.arrived.every(({ recordedAt }) => recordedAt > (body.known ?? 0))).toBe(true);
    expect(owner?.arrived.length).toBeGreaterThan(0);
  });

  test('refuses what is no moment and finds nothing where there is nothing', async () => {
    const cookie = await http.session(investigator);
    for (const at of ['', 'at=yesterday', 'at=2026-13-01', 'at=2026-03-02T14:30:00', `${AT}&known=x`])
      expectProblem(await get(`customers/${customer}/as-of?${at}&${URGENT}`, cookie), 422, 'request.invalid');
    expectProblem(await get(`customers/nobody/as-of?${AT}&${URGENT}`, cookie), 404, 'not_found');
    expect(await lastReading()).toMatchObject({ act: 'as-of.read', reading: { outcome: 'missed' } });
  });
});

describe('a person as of an instant', () => {
  const key = () => personOf(http.product.ledger, 'E001');

  test('is answered by key while the name is covered, and never by number', async () => {
    const cookie = await http.session(investigator);
    expectProblem(await get(`people/E001/as-of?${AT}&${URGENT}`, cookie), 404, 'not_found');
    const answer = await get(`people/${key()}/as-of?${AT}&ground=chain:${chain}`, cookie);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toMatch(/张三|E001|zhangsan/);
    const body = personAsOf.strict().parse(answer.json());
    expect([body.presence, body.withheld]).toEqual(['employed', 0]);
    expect(body.owned.counts.map((each) => each.customer.ref)).toContain(customer);
    expect(body.agreements.length).toBeGreaterThan(2);
    expect(await lastReading()).toMatchObject({
      act: 'as-of.read',
      what: { person: key() },
      reading: { outcome: 'read' },
    });
  });

  test('is not there for whoever is walled off from them', async () => {
    const { cookie } = await walledOff('E001');
    for (const ref of ['E001', key()]) {
      expectProblem(await get(`people/${ref}/as-of?${AT}&${URGENT}`, cookie), 404, 'not_found');
      expect(await lastReading()).toMatchObject({ act: 'as-of.read', reading: { outcome: 'walled', items: 0 } });
    }
  });

  test('does not name a manager behind a wall', async () => {
    const { cookie } = await walledOff('E017');
    const answer = await get(`people/E001/as-of?${AT}&known=2026-03-02&${URGENT}`, cookie);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('E001');
    expect(answer.text).not.toMatch(/E017|周俊杰/);
    expect(Number(answer.json().withheld)).toBeGreaterThan(0);
  });
});
