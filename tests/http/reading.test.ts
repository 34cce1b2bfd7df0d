import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { CustodianList } from '../../packages/console/src/api/types.ts';
import type { Asked, Part } from '../../packages/console/src/features/entries/check-proof.ts';
import { checkProof } from '../../packages/console/src/features/entries/check-proof.ts';
import { inviteAdministrator } from '../../packages/server/src/access/accounts.ts';
import { readConfig } from '../../packages/server/src/config/config.ts';
import { openCustodians } from '../../packages/server/src/deposit/custodian.ts';
import { depositNewest } from '../../packages/server/src/deposit/deposit.ts';
import { setState } from '../../packages/server/src/deposit/receipt-store.ts';
import { openApi } from '../../packages/server/src/http/openapi.ts';
import { routes } from '../../packages/server/src/http/routes/index.ts';
import { PREFIX } from '../../packages/server/src/http/server.ts';
import { systemClock } from '../../packages/server/src/kernel/time.ts';
import { checkpointAll, epochOfAll } from '../../packages/server/src/ledger/checkpoint.ts';
import { readRange } from '../../packages/server/src/ledger/read.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { outgoingClient } from '../../packages/server/src/platform/outgoing.ts';
import { bringUp } from '../../packages/server/src/wiring/run.ts';
import type { Answer, Http } from '../setup/http.ts';
import { call, expectProblem, post, signIn, startHttp, unmask } from '../setup/http.ts';
import type { Authority } from '../setup/timestamp-authority.ts';
import { startAuthority } from '../setup/timestamp-authority.ts';

let http: Http;
let cookie: string;
let me: string;
let key: string;
beforeAll(async () => {
  http = await startHttp('company');
  ({ id: me, cookie } = await http.person(['investigator', 'integrator']));
  for (const employee of ['E001', 'E007']) await unmask(http.product, me, employee);
  key = await http.keyOf('outside-feed');
});
afterAll(() => http.close());

const URGENT = encodeURIComponent('a test opens it at once');
const get = (path: string, headers: Readonly<Record<string, string>> = { cookie }): Promise<Answer> =>
  call(http.url, `/api/v1/${path}`, { headers });
const send = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = { cookie }) =>
  call(http.url, `/api/v1/${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

type Item = { readonly id: string };
const itemsOf = (answer: Answer): readonly Item[] => (answer.json() as { items: Item[] }).items;

describe('signing in', () => {
  test('a link works once, and a used, an unknown and a spoilt one are refused alike', async () => {
    const token = await inviteAdministrator(http.product.ledger);
    expect(await signIn(http.url, token)).toMatch(/^zl_session=[\w-]{20,}$/);
    const answers = [
      await send('POST', 'session', { by: 'link', token }),
      await send('POST', 'session', { by: 'link', token: 'x'.repeat(32) }),
    ];
    for (const answer of answers) {
      expectProblem(answer, 401, 'auth.token_spent');
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.text).toBe(answers[0]?.text);
    }
    for (const body of [
      {},
      { by: 'link', token: '' },
      { by: 'link', token: 7 },
      { by: 'link', token, also: 1 },
      [],
      null,
    ])
      expectProblem(await send('POST', 'session', body), 422, 'request.invalid');
  });

  test('two callers with one link do not both get a session', async () => {
    const token = await inviteAdministrator(http.product.ledger);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => send('POST', 'session', { by: 'link', token }, {})),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401, 401, 401]);
  });

  test('the cookie is for this site and for no script', async () => {
    const token = await inviteAdministrator(http.product.ledger);
    const answer = await send('POST', 'session', { by: 'link', token }, {});
    const [set = '', ...others] = answer.headers['set-cookie'] ?? [];
    expect(others).toEqual([]);
    const flags = set
      .split('; ')
      .slice(1)
      .map((flag) => flag.toLowerCase());
    expect(flags).toEqual(expect.arrayContaining(['httponly', 'samesite=strict', 'path=/', 'max-age=43200']));
    expect(flags.some((flag) => flag.startsWith('domain'))).toBe(false);
  });

  test('a session says who it is, and is gone once it is closed', async () => {
    const own = await http.session();
    const mine = await get('session', { cookie: own });
    expect(mine.json()).toMatchObject({ level: 'full', method: 'link', roles: ['integrator', 'investigator'] });
    expect((await send('DELETE', 'session', undefined, { cookie: own })).status).toBe(204);
    expectProblem(await get('session', { cookie: own }), 401, 'auth.required');
    expectProblem(await get('findings', { cookie: own }), 401, 'auth.required');
  });
});

describe('who asks', () => {
  const ID = '0'.repeat(32);

  test('a wrong key is refused even beside a good session, and so are a made-up session and another scheme', async () => {
    expectProblem(await get('findings', { cookie, authorization: 'Bearer zls_wrong' }), 401, 'auth.required');
    expectProblem(await get('findings', { cookie: 'zl_session=made-up' }), 401, 'auth.required');
    expectProblem(await get('findings', { authorization: `Basic ${key}` }), 401, 'auth.required');
  });

  test('a write that another site set off is refused, whatever it carries', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const headers = { cookie, 'sec-fetch-site': site };
      for (const [method, path] of [
        ['POST', 'session'],
        ['DELETE', 'session'],
        ['POST', `chains/${ID}/packages`],
      ] as const)
        expectProblem(await send(method, path, method === 'POST' ? {} : undefined, headers), 403, 'auth.forbidden');
    }
    expect((await get('session')).status).toBe(200);
    for (const site of ['same-origin', 'none'])
      expect((await send('POST', `chains/${ID}/packages`, {}, { cookie, 'sec-fetch-site': site })).status).toBe(404);
  });
});

describe('reading content', () => {
  /** The acts in the log of readings from this index on. */
  async function actsFrom(index: number): Promise<readonly { act: string; actor: string }[]> {
    const { db, ledger } = http.product;
    return await db.as(systemActor, async (tx) => {
      const log = await ledgerStore.logNamed(tx, 'audit');
      return (await readRange(tx, ledger, log, { from: index, to: log.size })).map(({ content }) => {
        if (content.status !== 'open') throw new Error('a reading just recorded is open');
        const { act, actor } = content.body as { act: string; actor: string };
        return { act, actor };
      });
    });
  }
  async function readBy(read: () => Promise<Answer>): Promise<{ answer: Answer; acts: readonly string[] }> {
    const before = await http.sizeOf('audit');
    const answer = await read();
    const acts = await actsFrom(before);
    expect(acts.map(({ actor }) => actor)).toEqual(acts.map(() => `account:${me}`));
    return { answer, acts: acts.map(({ act }) => act) };
  }
  const idOf = async (what: 'findings' | 'chains') => itemsOf(await get(what))[0]?.id ?? '';

  test('every reading is one entry in the log of readings, every time', async () => {
    const [findingId, chainId] = [await idOf('findings'), await idOf('chains')];
    const made = await readBy(() => send('POST', `chains/${chainId}/packages`, {}));
    expect(made.answer.status).toBe(200);
    const packageId = String(made.answer.json().id);
    expect(made.acts).toContain('package.make');
    const readings = [
      ['findings', ['findings.read']],
      ['findings?limit=3', ['findings.read']],
      [`findings/${findingId}`, ['finding.read']],
      ['chains', ['chains.read']],
      [`chains/${chainId}`, ['chain.read']],
      [`chains/${chainId}/attribution`, ['chain.attribution']],
      [`entries/main/3?ground=urgent&why=${URGENT}`, ['entry.read']],
      [`packages/${packageId}`, ['package.read']],
    ] as const;
    for (const [path, acts] of readings) {
      for (const _ of [1, 2]) {
        const done = await readBy(() => get(path));
        expect([path, done.answer.status, done.acts]).toEqual([path, 200, acts]);
      }
    }
  });

  test('what the attribution of an account rests on opens upon the chain, and names stay covered', async () => {
    const chainId = await idOf('chains');
    const { items } = (await get(`chains/${chainId}/attribution`)).json() as {
      items: { standing: string; items: { kind: string; entries: { log: string; index: number }[] }[] }[];
    };
    const [bound] = items.flatMap(({ items: told }) => told.filter(({ kind }) => kind === 'bound'));
    const [entry] = bound?.entries ?? [];
    expect((await get(`entries/${entry?.log}/${entry?.index}?ground=chain:${chainId}`)).status).toBe(200);
    const other = await http.person(['investigator']);
    const covered = await get(`chains/${chainId}/attribution`, { cookie: other.cookie });
    expect(covered.text).toMatch(/员工[0-9A-Z]{8}/);
    expect(covered.text).not.toMatch(/工号E0/);
  });

  test('a refused reading and one that finds nothing read no content', async () => {
    const ID = 'f'.repeat(32);
    for (const [path, status, act] of [
      [`findings/${ID}`, 404, 'finding.read'],
      [`chains/${ID}`, 404, 'chain.read'],
      [`chains/${ID}/attribution`, 404, 'chain.read'],
      [`packages/${ID}`, 404, 'package.read'],
      [`entries/main/999999?ground=urgent&why=${URGENT}`, 404, 'entry.read'],
      [`entries/nowhere/0?ground=urgent&why=${URGENT}`, 404, 'entry.read'],
      ['findings/not-an-id', 422],
      ['entries/main/-1', 422],
      ['entries/main/1.5', 422],
      ['entries/main/99999999999999999999', 422],
      ['findings?limit=0', 422],
      ['findings?limit=201', 422],
      ['findings?cursor=x', 422],
      ['findings?rule=%00', 422],
      ['chains?min=huge', 422],
    ] as const) {
      const { answer, acts } = await readBy(() => get(path));
      expectProblem(answer, status, status === 404 ? 'not_found' : 'request.invalid');
      // Seeking what is not there is recorded, as an attempt that opened nothing.
      expect(acts).toEqual(act === undefined ? [] : [act]);
    }
    for (const headers of [{}, { authorization: `Bearer ${key}` }] as Readonly<Record<string, string>>[])
      expect((await readBy(() => get('findings', headers))).acts).toEqual([]);
  });

  test('what was shown of a finding and a chain is recorded once, however often it is read', async () => {
    await get('findings?limit=200');
    await get('chains');
    const size = await http.sizeOf('main');
    await get('findings?limit=200');
    await get('chains');
    await get(`chains/${await idOf('chains')}`);
    expect(await http.sizeOf('main')).toBe(size);
  });

  test('pages of findings follow each other without a gap, latest first', async () => {
    const all = itemsOf(await get('findings?limit=200'));
    const paged: Item[] = [];
    let next: unknown = '';
    while (next !== null) {
      const page: Answer = await get(`findings?limit=7${next === '' ? '' : `&cursor=${next}`}`);
      paged.push(...itemsOf(page));
      next = page.json().next;
    }
    expect(all.length).toBeGreaterThan(7);
    expect(paged).toEqual(all);
    const times = all.map((item) => (item as unknown as { at: number }).at);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  test('every answer is what its route promises, and nothing beside', async () => {
    const [findingId, chainId] = [await idOf('findings'), await idOf('chains')];
    const paths: Readonly<Record<string, string>> = {
      findings: 'findings',
      'findings/:id': `findings/${findingId}`,
      chains: 'chains',
      'chains/:id': `chains/${chainId}`,
      'chains/:id/attribution': `chains/${chainId}/attribution`,
      'entries/:log/:index': `entries/main/3?ground=urgent&why=${URGENT}`,
      session: 'session',
      custodians: 'custodians',
    };
    for (const route of routes.filter(({ method, path }) => method === 'GET' && paths[path] !== undefined)) {
      const reply = route.schemas.reply as z.ZodType;
      const answer = await get(paths[route.path] ?? '');
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(reply.parse(answer.json())).toEqual(answer.json());
    }
  });
});

const PASS = { outcome: 'pass' };

describe('the proof of an entry', () => {
  let authority: Authority;
  let folder: string;
  beforeAll(async () => {
    authority = await startAuthority();
    folder = mkdtempSync(join(tmpdir(), 'zl-proof-'));
    const env = { ZHENGLIAN_CUSTODIANS_FILE: authority.configFile(folder) };
    const rules = { allow: ['127.0.0.1'], maxBytes: 100_000, timeoutMillis: 5_000 };
    const custodians = await openCustodians(readConfig(env, folder).custodians, {
      outgoing: outgoingClient(rules),
      // The authority's clock is that of the day, and the ledger's is one that tests move.
      ledger: { ...http.product.ledger, clock: systemClock },
    });
    Object.assign(http.product, { custodians });
  });
  afterAll(async () => {
    await authority.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const read = async (index: number): Promise<Asked> =>
    (await get(`entries/main/${index}?ground=urgent&why=${URGENT}`)).json() as unknown as Asked;
  const attestNow = async () => {
    await epochOfAll(http.product.ledger);
    await depositNewest(http.product.ledger, http.product.custodians);
  };
  const deposits = async () => (await get('custodians')).json() as unknown as CustodianList;
  /** The first entry whose body is answered whole, or with something in it covered. */
  async function entryThat(isWhole: boolean): Promise<number> {
    for (let index = 1; index < 60; index++) if (((await read(index)).proof.salt !== null) === isWhole) return index;
    throw new Error('there is no such entry');
  }

  test('names what is missing: a head, an epoch that holds it, a receipt', async () => {
    const record = {
      ...{ v: 1, kind: 'document', source: 'outside-feed', externalId: 'proved', basis: 'work-system' },
      occurredAt: '2026-03-06T10:00:00+08:00',
      body: { type: 'screenshot', about: [{ system: 'hr', ref: 'E001' }], title: '收据' },
    };
    const index = Number((await post(http.url, 'outside-feed', key, JSON.stringify(record))).json().from);
    await bringUp(http.product);
    const missing = (reason: string) => ({ outcome: 'not_checked', reason });
    const unproved = checkProof(await read(index));
    expect(unproved.found.content).toEqual(PASS);
    expect([unproved.entry, unproved.content]).toEqual([missing('no-head'), missing('no-head')]);
    await checkpointAll(http.product.ledger);
    const { found, entry } = checkProof(await read(index));
    expect([found.included, found.checkpoint, entry]).toEqual([PASS, PASS, missing('no-epoch')]);
    await epochOfAll(http.product.ledger);
    expect(checkProof(await read(index)).entry).toEqual(missing('no-receipt'));
  });

  test('holds for the verifier in the end, and goes on naming the first time that was attested', async () => {
    const index = await entryThat(true);
    await attestNow();
    const first = await read(index);
    const checked = checkProof(first);
    expect([checked.entry, checked.content]).toEqual([PASS, PASS]);
    expect(Math.abs((checked.attestedAt ?? 0) - Date.now())).toBeLessThan(60_000);
    await attestNow();
    expect((await deposits()).epochs.length).toBeGreaterThan(1);
    expect((await read(index)).proof.epoch?.epoch).toBe(first.proof.epoch?.epoch);
  });

  test('rests on no receipt of a custodian that is not neutral', async () => {
    const { custodians } = http.product;
    const index = await entryThat(true);
    Object.assign(http.product, { custodians: custodians.map((each) => ({ ...each, neutral: false })) });
    const { entry, receipts, attestedAt } = checkProof(await read(index));
    Object.assign(http.product, { custodians });
    expect(entry).toEqual({ outcome: 'not_checked', reason: 'not-neutral' });
    expect([receipts[0]?.found, receipts[0]?.neutral, attestedAt]).toEqual([PASS, false, undefined]);
  });

  test('of an entry with a covered name comes without its salt: the entry is checked and the content is not', async () => {
    const shown = await read(await entryThat(false));
    const { entry, content } = checkProof(shown);
    expect(shown.status).toBe('open');
    expect(entry).toEqual(PASS);
    expect(content).toEqual({ outcome: 'not_checked', reason: 'covered' });
  });

  test('fails where any part of it is another', async () => {
    const good = await read(await entryThat(true));
    const { head, epoch } = good.proof;
    const [receipt] = epoch?.receipts ?? [];
    if (head === null || epoch === null || receipt === undefined) throw new Error('it is proved');
    const other = await read(good.entry.index + 1);
    const withProof = (proof: Partial<Asked['proof']>) => ({ ...good, proof: { ...good.proof, ...proof } });
    const wrong: Readonly<Record<string, readonly [Asked, Part]>> = {
      entry: [{ ...good, entry: { ...good.entry, recordedAt: good.entry.recordedAt + 1 } }, 'included'],
      body: [{ ...good, body: { ...good.body, source: 'another' } }, 'content'],
      path: [withProof({ head: { ...head, sha256: head.sha256.toReversed() } }), 'included'],
      pathInSm3: [withProof({ head: { ...head, sm3: head.sm3.slice(1) } }), 'included-sm3'],
      size: [withProof({ head: { ...head, size: head.size + 1 } }), 'checkpoint'],
      checkpoint: [withProof({ head: { ...head, checkpoint: head.checkpoint.replace('\n', '-x\n') } }), 'checkpoint'],
      key: [withProof({ epoch: { ...epoch, key: head.key } }), 'epoch'],
      note: [withProof({ epoch: { ...epoch, note: epoch.note.replace(/"at":\d/, '"at":9') } }), 'receipts'],
      receipt: [withProof({ epoch: { ...epoch, receipts: [{ ...receipt, at: (receipt.at ?? 0) + 1 }] } }), 'receipts'],
      index: [{ ...good, entry: { ...good.entry, commitment: other.entry.commitment } }, 'content'],
    };
    for (const [name, [asked, part]] of Object.entries(wrong)) {
      const { found, content } = checkProof(asked);
      expect([name, found[part].outcome, content.outcome]).toEqual([name, 'fail', 'fail']);
    }
    const gone = withProof({ epoch: { ...epoch, receipts: [{ ...receipt, host: null, roots: [] }] } });
    expect(checkProof(gone).entry).toEqual({ outcome: 'not_checked', reason: 'unknown-custodian' });
  });

  test('waits with its custodian, which is told with age, failures and why; an epoch without receipt names what covers it', async () => {
    authority.behave({ status: 503 });
    await http.keyOf('another-feed');
    await attestNow();
    const [waiting] = (await deposits()).custodians;
    expect(waiting).toMatchObject({ failures: 1, error: expect.stringMatching(/^custodian\.refused: .*503/) });
    expect(waiting?.waitingSince).not.toBeNull();
    authority.behave({});
    await http.keyOf('one-more-feed');
    const { db, clock } = http.product.ledger;
    const state = { failures: 0, nextAt: clock.now(), error: null };
    await db.as(systemActor, (tx) => setState(tx, 'tsa-1', 'receipts', state));
    await attestNow();
    const { custodians, epochs, now } = await deposits();
    expect(custodians[0]).toMatchObject({ failures: 0, waitingSince: null, error: null });
    const [newest, before] = epochs;
    expect(newest?.receipts).toEqual([{ custodian: 'tsa-1', at: custodians[0]?.attestedAt }]);
    expect(before).toMatchObject({ receipts: [], coveredBy: newest?.epoch });
    expect(now).toBe(clock.now());
  });
});

describe('the server as a whole', () => {
  test('every address that does not exist or cannot be read is a problem', async () => {
    for (const path of ['/api/v1/nothing', '/api/v2/findings', '/api/v1/sources/wecom', '/api/v1/findings/a/b'])
      expectProblem(await call(http.url, path), 404, 'not_found');
    expectProblem(await call(http.url, '/api/v1/findings', { method: 'PATCH' }), 404, 'not_found');
    expectProblem(await call(http.url, '/api/v1/%zz'), 422, 'request.invalid');
    expect((await call(http.url, '/api/v1/%zz-said')).text).not.toContain('said');
    const long = await call(http.url, `/api/v1/findings/${'a'.repeat(5_000)}`, { headers: { cookie } });
    expect(long.headers['content-type']).toMatch(/^application\/problem\+json/);
    const headers = { cookie, 'content-type': 'application/json' };
    for (const body of ['', '{', '{"__proto__":{"token":"x"}}', '\ufeff{}'])
      expectProblem(await call(http.url, '/api/v1/session', { method: 'POST', headers, body }), 422, 'request.invalid');
    const other = { cookie, 'content-type': 'application/xml' };
    expectProblem(
      await call(http.url, '/api/v1/session', { method: 'POST', headers: other, body: 'x' }),
      415,
      'request.unsupported_media',
    );
  });

  test('answers say that nobody may frame them or guess their type', async () => {
    for (const path of ['/healthz', '/api/v1/findings', '/api/v1/nothing']) {
      const { headers } = await call(http.url, path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['content-security-policy']).toContain("default-src 'self'");
    }
  });

  test('health and metrics say how it stands to anyone, in names and numbers', async () => {
    const { ok, followers } = (await call(http.url, '/healthz')).json() as {
      ok: boolean;
      followers: { name: string; behind: number }[];
    };
    expect(ok).toBe(true);
    expect(followers.map(({ name }) => name)).toEqual(['access', 'chain', 'detect', 'people', 'watch']);
    const { text } = await call(http.url, '/metrics');
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) zhenglian_\w+ .+|zhenglian_\w+(\{\w+="[\w-]+"(,\w+="[\w-]+")*\})? -?\d+)$/);
    expect(text).toContain('zhenglian_requests_total');
  });

  test('news are names and numbers, and reach whoever listens', async () => {
    const heard = new Promise<string>((resolve, reject) => {
      fetch(`${http.url}/api/v1/events`, { headers: { cookie } })
        .then(async ({ body }) => {
          let text = '';
          for await (const chunk of body ?? []) {
            text += new TextDecoder().decode(chunk as Uint8Array);
            if (text.startsWith('retry') && !text.includes('event:'))
              http.news.tell({ name: 'head', data: { log: 'main', size: 7 } });
            if (text.includes('data:')) return resolve(text);
          }
        })
        .catch(reject);
    });
    expect(await heard).toContain('event: head\ndata: {"log":"main","size":7}\n\n');
  });

  test('the OpenAPI document holds every route and no other', async () => {
    const served = (await call(http.url, '/api/reference/json')).json() as {
      openapi: string;
      paths: Record<string, Record<string, { summary: string; description: string; security: unknown[] }>>;
    };
    expect(served.openapi).toBe('3.1.0');
    expect(served.paths).toEqual(JSON.parse(JSON.stringify(openApi(routes, PREFIX).paths)));
    const documented = Object.entries(served.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, { description, security }]) =>
          `${method.toUpperCase()} ${path} ${description} ${JSON.stringify(security)}`,
      ),
    );
    const mounted = routes.map(({ method, path, needs }) => {
      const place = (path.startsWith('/') ? path : `${PREFIX}/${path}`).replaceAll(/:(\w+)/g, '{$1}');
      const byKey = needs === 'record.post' || needs === 'account.provision';
      const security = needs === 'nothing' ? [] : [byKey ? { key: [] } : { session: [] }];
      return `${method} ${place} Needs: ${needs} ${JSON.stringify(security)}`;
    });
    expect(documented.sort()).toEqual(mounted.sort());
    expect(new Set(mounted).size).toBe(mounted.length);
  });
});
