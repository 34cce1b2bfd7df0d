import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import { generate } from '../../demo/generate.ts';
import { signInByLink } from '../../packages/server/src/access/sign-in.ts';
import { showChains } from '../../packages/server/src/chain/show.ts';
import { readConfig } from '../../packages/server/src/config/config.ts';
import { chain as chainRoute } from '../../packages/server/src/http/routes/chains.ts';
import { routes } from '../../packages/server/src/http/routes/index.ts';
import { buildServer } from '../../packages/server/src/http/server.ts';
import { diskFile } from '../../packages/server/src/intake/file-source.ts';
import { importFile } from '../../packages/server/src/intake/import-file.ts';
import type { Product } from '../../packages/server/src/wiring/product.ts';
import { openProduct } from '../../packages/server/src/wiring/product.ts';
import { bringUp, startNews } from '../../packages/server/src/wiring/run.ts';
import { addSamplePeople } from '../demo/sample-people.ts';
import { median } from './copy-rate.ts';

const WARM_UP = 25;
const PAIRS = 300;
const operator = { id: 'bench', role: 'operator' } as const;

/**
 * The page of a chain read by an investigator with every check (session, matrix, row policies, walls, pseudonyms) against
 * the same route, database and answer with none of them; read in turns, medians over all pairs.
 */
export async function authz(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zl-authz-'));
  const product = await openProduct(readConfig({ ZHENGLIAN_RATE_ACCOUNT: '10000' }, join(folder, 'data')));
  try {
    const { cookie, id } = await prepare(product, folder);
    const parts = { product, news: startNews(), routes, log: () => undefined, consoleDir: join(folder, 'none') };
    const checked = await buildServer(parts);
    const open = unchecked(product);
    const url = `/api/v1/chains/${id}`;
    const [withChecks, without]: number[][] = [[], []];
    for (let n = 0; n < WARM_UP + PAIRS; n++) {
      const pair = [
        [withChecks, checked],
        [without, open],
      ] as const;
      for (const [times, app] of n % 2 === 0 ? pair : [...pair].reverse()) {
        const millis = await read(app, url, cookie);
        if (n >= WARM_UP) times?.push(millis);
      }
    }
    const [slow, fast] = [median(withChecks ?? []), median(without ?? [])];
    const overhead = { name: 'authz', value: round2((slow / fast - 1) * 100), unit: '% of a chain page read' };
    console.log(
      JSON.stringify({
        ...overhead,
        ratio: round2(slow / fast),
        against: `the same page without checks at ${round2(fast)} ms`,
      }),
    );
    await checked.close();
    await open.close();
  } finally {
    await product.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(product: Product, folder: string): Promise<{ cookie: string; id: string }> {
  for (const [path, content] of generate(1)) {
    if (path === 'truth.json') continue;
    const file = join(folder, 'company', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    const options = { dryRun: false, actor: operator, progress: () => undefined };
    await importFile(product.intake, await diskFile(file), file, options);
  }
  await bringUp(product);
  const people = await addSamplePeople(product);
  const token = people.find(({ login }) => login === 'diaocha')?.token ?? '';
  const { session } = await signInByLink(product.ledger, token, { agent: 'bench', address: '127.0.0.1' });
  const [first] = await showChains(product.ledger, operator, 'strong');
  return { cookie: `zl_session=${session}`, id: first?.id ?? '' };
}

/** The same route with nobody asked who they are: what the checks cost is measured against it. */
function unchecked(product: Product): FastifyInstance {
  const app = fastify();
  const nothing = { kept: () => undefined, keep: () => undefined, source: undefined, access: undefined };
  const about = { origin: { agent: '', address: '' }, site: { id: 'localhost', name: '', origin: 'http://localhost' } };
  app.get('/api/v1/chains/:id', async ({ params }) =>
    chainRoute.run(
      { ...nothing, ...about, actor: operator },
      {
        ...{ params, query: {}, body: {}, ifMatch: undefined },
        bytes: new Uint8Array(0),
        stream: (async function* () {})(),
      },
      product,
    ),
  );
  return app;
}

async function read(app: FastifyInstance, url: string, cookie: string): Promise<number> {
  const begun = performance.now();
  const answer = await app.inject({ url, headers: { cookie, host: 'localhost' } });
  const millis = performance.now() - begun;
  if (answer.statusCode !== 200) throw new Error(`the page answered ${answer.statusCode}: ${answer.body}`);
  return millis;
}

const round2 = (value: number): number => Math.round(value * 100) / 100;
