import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Served } from '../setup/server.ts';
import { dataFolder, serve, stop, zlHere } from '../setup/server.ts';
import type { Authority } from '../setup/timestamp-authority.ts';
import { startAuthority } from '../setup/timestamp-authority.ts';

const data = dataFolder();
const folder = dirname(data);
let authority: Authority;
let served: Served;
let env: Record<string, string>;
beforeAll(async () => {
  authority = await startAuthority();
  const file = authority.configFile(folder);
  writeFileSync(join(folder, 'tsa-1.key'), 'one-line');
  writeFileSync(join(folder, 'broken.pem'), '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n');
  env = { ZHENGLIAN_CUSTODIANS_FILE: file, ZHENGLIAN_OUTGOING_ALLOW: '127.0.0.1', ZHENGLIAN_EPOCH_SECONDS: '1' };
  served = await serve(data, { ...env, ZHENGLIAN_CUSTODIAN_ALARM_SECONDS: '1' });
});
afterAll(async () => {
  await stop(served);
  await authority.close();
  rmSync(folder, { recursive: true, force: true });
});

const bjca = (secret: string): string =>
  `{"kind":"bjca","name":"b","url":"https://a.example","appId":"a","deviceId":"d","secret":${secret}}`;

const custodians = () => zlHere(['custodians', '--json', '--data', data], env);

test('a running server has the heads attested, and says how it goes', async () => {
  await zlHere(['source', 'add', 'feed', '--json', '--data', data], env);
  let line: Record<string, unknown> | undefined;
  const isAttested = async () => {
    [line] = (await custodians()).lines;
    return line?.epoch !== null && line?.waitingSince === null;
  };
  await expect.poll(isAttested, { timeout: 30_000 }).toBe(true);
  expect(line).toEqual({
    name: 'tsa-1',
    host: new URL(authority.url).host,
    neutral: true,
    gives: 'token',
    epoch: expect.any(Number),
    attestedAt: expect.any(Number),
    waitingSince: null,
    failures: 0,
    nextAt: null,
    error: null,
    certificates: null,
    alarm: false,
  });
  const trust = join(folder, 'trust.json');
  await zlHere(['trust', '-o', trust, '--data', data], env);
  const checks = (await zlHere(['fsck', '--json', '--data', data], env)).lines;
  expect(checks.find(({ check }) => check === 'receipts')?.outcome).toBe('pass');
});

test('what a custodian did wrong is said, without what it was sent', async () => {
  authority.behave({ rejects: true });
  await zlHere(['source', 'add', 'more', '--json', '--data', data], env);
  await expect.poll(async () => (await custodians()).lines[0]?.failures, { timeout: 30_000 }).toBeGreaterThan(0);
  const words = await zlHere(['custodians', '--data', data], env);
  expect(words.out).toMatch(
    /^tsa-1 \(127\.0\.0\.1:\d+\): epoch \d+ at [^\n]+ failed \d+ times: custodian\.refused: [^\n]+\n$/,
  );
});

test('one that is late is an alarm on the command line, in metrics, and once in the log', async () => {
  const metrics = async () => await (await fetch(`${served.url}/metrics`)).text();
  const gauge = 'zhenglian_custodian_alarm{custodian="tsa-1",neutral="true"}';
  await expect.poll(metrics, { timeout: 30_000 }).toContain(`${gauge} 1`);
  await expect.poll(() => served.logged(), { timeout: 30_000 }).toContain('custodian.late');
  const late = { ...env, ZHENGLIAN_CUSTODIAN_ALARM_SECONDS: '1' };
  const { code, out } = await zlHere(['custodians', '--check', '--data', data], late);
  expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/^告警 ALARM \(over 1 s\) tsa-1 /) });
  expect((await zlHere(['custodians', '--data', data], late)).code).toBe(0);
  expect((await zlHere(['custodians', '--check', '--data', data], env)).code).toBe(0);
  expect((await fetch(`${served.url}/healthz`)).status).toBe(200);
  authority.behave({});
  await expect.poll(() => served.logged(), { timeout: 30_000 }).toContain('custodian.caught_up');
  expect(served.logged().match(/custodian\.late/g)).toHaveLength(1);
  expect(await metrics()).toContain(`${gauge} 0`);
});

test('a server whose only custodian is built in says so at its start', async () => {
  const list = join(folder, 'only.json');
  writeFileSync(list, '[{"kind":"built-in","name":"not-neutral-only"}]');
  const other = dataFolder();
  const only = await serve(other, { ZHENGLIAN_CUSTODIANS_FILE: list });
  await stop(only);
  rmSync(dirname(other), { recursive: true, force: true });
  expect(only.logged()).toContain('custodians.not_neutral');
});

test('without custodians it says that times are our own', async () => {
  expect((await zlHere(['custodians', '--data', data])).out).toContain('times are our own');
});

test('the authority built in is called what it is', async () => {
  const file = join(folder, 'own.json');
  writeFileSync(file, '[{"kind":"built-in","name":"not-neutral-own"}]');
  const own = { ZHENGLIAN_CUSTODIANS_FILE: file };
  const { out } = await zlHere(['custodians', '--data', data], own);
  expect(out).toContain('The only custodian is built in (非中立 not neutral)');
  expect(out).toContain('not-neutral-own (非中立 not neutral): nothing yet');
  expect((await zlHere(['custodians', '--json', '--data', data], own)).lines[0]).toMatchObject({ neutral: false });
  const trust = await zlHere(['trust', '-o', join(folder, 'own-trust.json'), '--data', data], own);
  expect(trust.out).toContain('非中立 not neutral');
});

test.each([
  [
    'whose key is none of RSA',
    '[{"kind":"baoquan","name":"b","accessKey":"tsa-1.key","privateKey":"tsa-1.pem","templateId":"t"}]',
    'no RSA key',
  ],
  ['whose secret is several lines', `[${bjca('"tsa-1.pem"')}]`, 'no secret in one line'],
  ['with a secret that is not in a file', `[${bjca('"absent"')}]`, 'cannot be read'],
  ['that says otherwise where answers stand', `[${bjca('"tsa-1.key","numberAt":"a b"')}]`, '0.numberAt'],
  ['built in under a name that does not say so', '[{"kind":"built-in","name":"tsa"}]', 'not-neutral'],
  ['that is not there', undefined, 'cannot be read'],
  ['that is not JSON', '[', 'is not JSON'],
  ['that is no list', '{}', 'expected array'],
  [
    'with a name of other letters',
    '[{"kind":"rfc3161","name":"A b","url":"https://a.example","root":"tsa-1.pem"}]',
    '0.name',
  ],
  ['of another kind', '[{"kind":"blockchain","name":"a","url":"https://a.example","root":"tsa-1.pem"}]', '0.kind'],
  [
    'with a member that is unknown',
    '[{"kind":"rfc3161","name":"a","url":"https://a.example","root":"tsa-1.pem","pin":1}]',
    'pin',
  ],
  [
    'without its root',
    '[{"kind":"rfc3161","name":"a","url":"https://a.example","root":"absent.pem"}]',
    'cannot be read',
  ],
  [
    'whose root is none',
    '[{"kind":"rfc3161","name":"a","url":"https://a.example","root":"list.json"}]',
    'no certificate',
  ],
  [
    'whose root is broken',
    '[{"kind":"rfc3161","name":"a","url":"https://a.example","root":"broken.pem"}]',
    'cannot be read',
  ],
  [
    'with one name twice',
    JSON.stringify(Array(2).fill({ kind: 'rfc3161', name: 'a', url: 'https://a.example', root: 'tsa-1.pem' })),
    'one name',
  ],
])('a file of custodians %s is refused in one line', async (_what, content, why) => {
  const file = join(folder, content === undefined ? 'nowhere.json' : 'list.json');
  if (content !== undefined) writeFileSync(file, content);
  const { code, err } = await zlHere(['custodians', '--data', data], { ZHENGLIAN_CUSTODIANS_FILE: file });
  expect(code).toBe(2);
  expect(err).toMatch(/^zl: config\.invalid: [^\n]+\n$/);
  expect(err).toContain(why);
});
