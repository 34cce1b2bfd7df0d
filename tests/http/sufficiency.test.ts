import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChainDetail } from '../../packages/console/src/api/types.ts';
import { grounds } from '../../packages/server/src/chain/sufficiency/grounds.ts';
import type { Answer, Http } from '../setup/http.ts';
import { call, startHttp } from '../setup/http.ts';

let http: Http;
let cookie: string;
let shown: ChainDetail;
const get = (path: string): Promise<Answer> => call(http.url, `/api/v1/${path}`, { headers: { cookie } });
const chainsSeen = async () => (await get('chains')).json() as { items: readonly { readonly id: string }[] };

beforeAll(async () => {
  http = await startHttp('company');
  ({ cookie } = await http.person(['investigator']));
  const [first] = (await chainsSeen()).items;
  shown = (await get(`chains/${first?.id}`)).json() as ChainDetail;
});
afterAll(() => http.close());

test('a chain is answered with every ground, its elements and the lawful ways to what is missing', () => {
  const board = shown.sufficiency;
  expect(board.grounds.map(({ ground }) => ground)).toEqual(grounds.map(({ id }) => id));
  const breach = board.grounds.find(({ ground }) => ground === 'serious-breach');
  const conduct = breach?.elements.find(({ id }) => id === 'conduct');
  expect(conduct?.state).toBe('proven');
  const lacking = board.grounds.flatMap(({ elements }) => elements).filter(({ state }) => state !== 'proven');
  expect(lacking.length).toBeGreaterThan(0);
  expect(lacking.filter(({ next }) => next.length === 0).map(({ id }) => id)).toEqual([]);
});

test('what an element rests on can be opened upon the ground of the chain', async () => {
  const ground = `chain:${shown.chain.id}`;
  const entries = shown.sufficiency.grounds.flatMap(({ elements }) => elements.flatMap((element) => element.entries));
  const places = new Set(entries.map(({ log, index }) => `${log}/${index}`));
  expect(places.size).toBeGreaterThan(5);
  for (const place of places) {
    const { status } = await get(`entries/${place}?ground=${ground}`);
    expect([place, status]).toEqual([place, 200]);
  }
});

test('the words name nobody whose name is covered', async () => {
  expect(JSON.stringify(shown.sufficiency)).not.toContain('张三');
  expect(JSON.stringify(shown.sufficiency)).not.toContain('李某');
});
