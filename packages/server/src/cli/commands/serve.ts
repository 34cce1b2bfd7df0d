import { inviteAdministrator, isUnclaimed } from '../../access/accounts.ts';
import { routes } from '../../http/routes/index.ts';
import { buildServer } from '../../http/server.ts';
import { howFar } from '../../intake/desk-store.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Log } from '../../platform/log.ts';
import { logTo } from '../../platform/log.ts';
import { carryOutUnfinished } from '../../wiring/acts.ts';
import { consoleDir } from '../../wiring/console-dir.ts';
import { holdServerLocks } from '../../wiring/hold-server-locks.ts';
import type { Product } from '../../wiring/product.ts';
import { runBeside, runDeposits, startNews } from '../../wiring/run.ts';
import type { Command, Context } from '../command.ts';
import { text, withProduct } from '../command.ts';

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve [--port N]',
  does: 'run the server; the first run prints a one-time administrator link',
  options: { port: { type: 'string' } },

  run: async (context) => {
    const port = portOf(context);
    return await withProduct(context, (product) => serve(context, product, port));
  },
};

async function serve(context: Context, product: Product, port: number): Promise<number> {
  const { config, db } = product;
  const log = logTo(context.note, () => product.ledger.clock.now());
  const locks = await holdServerLocks(db, config.followers, log);
  if (locks === undefined)
    throw new Refusal('serve.already_running', { why: `a server already runs on ${config.dataDir}` });
  try {
    return await listen(context, product, port, log);
  } finally {
    await locks.release();
  }
}

async function listen(context: Context, product: Product, port: number, log: Log): Promise<number> {
  const { config, ledger } = product;
  const news = startNews();
  const app = await buildServer({ product, log, news, consoleDir: consoleDir(), routes });
  const url = await app.listen({ host: config.host, port });
  const beside = runBeside(product, log, news);
  const deposits = runDeposits(product, log);
  const { custodians } = product;
  if (custodians.length > 0 && custodians.every(({ neutral }) => !neutral))
    log({ event: 'custodians.not_neutral', custodians: custodians.length });
  product.desk.listen((changed) => {
    const { id, state } = changed;
    news.tell({ name: 'import', data: { id, state, progress: howFar(changed) } });
  });
  await product.desk.resume();
  await carryOutUnfinished(product);
  const adminLink = (await isUnclaimed(ledger))
    ? `${config.publicUrl ?? url}/sign-in?token=${await inviteAdministrator(ledger)}`
    : null;
  context.json({ url, adminLink });
  context.say(
    adminLink === null ? `Listening on ${url}` : `Listening on ${url}\nSign in once with this link:\n${adminLink}`,
  );
  await stopped();
  await app.close();
  await Promise.all([beside.stop(), deposits.stop()]);
  return 0;
}

function portOf({ values, config }: Context): number {
  const given = text(values, 'port');
  if (given === undefined) return config.port;
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (!(port <= 65_535)) throw new Refusal('cli.usage', { why: '--port is a number from 0 to 65535' });
  return port;
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
