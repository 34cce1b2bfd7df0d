import type { Client } from 'pg';
import { inviteAdministrator, isUnclaimed } from '../../access/sign-in.ts';
import { buildServer } from '../../http/server.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { logTo } from '../../platform/log.ts';
import { consoleDir } from '../../wiring/console-dir.ts';
import type { Product } from '../../wiring/product.ts';
import { ANY_SERVER, ONE_SERVER, runBeside, startNews } from '../../wiring/run.ts';
import type { Command, Context } from '../command.ts';
import { text, withProduct } from '../command.ts';

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve [--port N]',
  does: 'run the server; the first run prints a one-time administrator link',
  options: { port: { type: 'string' } },

  run: (context) => withProduct(context, (product) => serve(context, product)),
};

async function serve(context: Context, product: Product): Promise<number> {
  const { config, ledger, db } = product;
  const lock = await db.connect();
  if (!(await takeLocks(lock, config.followers))) {
    await lock.end();
    throw new Refusal('serve.already_running', { why: `a server already runs on ${config.dataDir}` });
  }
  const log = logTo(context.note, Date.now);
  lock.on('error', () => log({ event: 'lock.lost' }));
  const news = startNews();
  const app = await buildServer({ product, log, news, consoleDir: consoleDir() });
  const url = await app.listen({ host: config.host, port: portOf(context) });
  const beside = runBeside(product, log, news);
  const adminLink = (await isUnclaimed(db))
    ? `${url}/sign-in?token=${await inviteAdministrator(db, ledger.clock)}`
    : null;
  context.json({ url, adminLink });
  context.say(
    adminLink === null ? `Listening on ${url}` : `Listening on ${url}\nSign in once with this link:\n${adminLink}`,
  );
  await stopped();
  await app.close();
  await beside.stop();
  await lock.end().catch(() => undefined);
  return 0;
}

/** Any number of servers may take records in; one of a database follows and signs. */
async function takeLocks(lock: Client, follows: boolean): Promise<boolean> {
  await lock.query('select pg_advisory_lock_shared($1)', [ANY_SERVER]);
  if (!follows) return true;
  const { rows } = await lock.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [ONE_SERVER]);
  return rows[0]?.got === true;
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
