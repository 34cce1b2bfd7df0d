import { checkpointAll } from '../ledger/checkpoint.ts';
import { catchUp } from '../ledger/follow.ts';
import * as followStore from '../ledger/follow-store.ts';
import * as store from '../ledger/store.ts';
import { systemActor } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import type { Product } from './product.ts';

/** Something happened: a name and numbers, never content. */
export type Event = {
  readonly name: 'head' | 'findings' | 'chains';
  readonly data: { readonly [name: string]: string | number };
};

export type News = {
  readonly tell: (event: Event) => void;
  readonly listen: (listener: (event: Event) => void) => () => void;
};

export function startNews(): News {
  const listeners = new Set<(event: Event) => void>();
  return {
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const LOOK_MILLIS = 300;

/**
 * What a server does beside answering: brings the followers to the heads, signs checkpoints every few seconds
 * where there is news, and tells who listens. A failure is logged by its name and tried again on the next look.
 */
export function runBeside(product: Product, log: Log, news: News): { readonly stop: () => Promise<void> } {
  const { config } = product;
  let stopping = false;
  let sizes = '';
  let digests = '';
  let checkpointed = 0;
  const look = async () => {
    const logs = await product.db.as(systemActor, (tx) => store.logs(tx));
    const now = logs.map(({ name, size }) => `${name} ${size}`).join(', ');
    if (now !== sizes) {
      for (const { name, size } of logs) news.tell({ name: 'head', data: { log: name, size } });
      sizes = now;
      if (config.followers) for (const follower of product.followers) await catchUp(product.ledger, follower);
    }
    const seen = await derivedDigests(product);
    if (seen !== digests) for (const name of ['findings', 'chains'] as const) news.tell({ name, data: {} });
    digests = seen;
    if (Date.now() - checkpointed < config.checkpointSeconds * 1000) return;
    checkpointed = Date.now();
    await checkpointAll(product.ledger);
  };
  const loop = (async () => {
    while (!stopping) {
      await look().catch((error: unknown) =>
        log({ event: 'beside.failed', error: error instanceof Error ? error.name : 'unknown' }),
      );
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
    }
  })();
  return {
    async stop() {
      stopping = true;
      await loop;
    },
  };
}

async function derivedDigests({ db }: Product): Promise<string> {
  return await db.as(
    systemActor,
    async (tx) => `${await followStore.countOf(tx, 'finding')} ${await followStore.digestOf(tx, 'chain')}`,
  );
}

/** Brings every follower to the heads as of this call. */
export async function bringUp(product: Product): Promise<void> {
  for (const follower of product.followers) await catchUp(product.ledger, follower);
}
