import { depositNewest } from '../deposit/deposit.ts';
import { fetchCertificates } from '../deposit/fetch-certificate.ts';
import { watchLateness } from '../deposit/late.ts';
import { renewDue } from '../deposit/renew.ts';
import { custodianStandings } from '../deposit/standing.ts';
import { readAhead } from '../detect/read-ahead.ts';
import { checkpointAll, epochOfAll } from '../ledger/checkpoint.ts';
import { catchUp } from '../ledger/follow.ts';
import * as followStore from '../ledger/follow-store.ts';
import * as store from '../ledger/store.ts';
import { systemActor } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import type { Product } from './product.ts';

/** Something happened: a name and numbers, never content. */
export type Event = {
  readonly name: 'head' | 'findings' | 'chains' | 'import';
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
/** A command starts the database for a second or less; whoever waits for it must look in time to keep it. */
const LOOK_AGAIN_MILLIS = 75;

/**
 * What a server does beside answering: brings the followers to the heads, signs checkpoints every few seconds
 * where there is news, and tells who listens. A failure is logged by its name and tried again on the next look.
 */
export function runBeside(product: Beside, log: Log, news: News): { readonly stop: () => Promise<void> } {
  const looks = [
    lookAtHeads(product, news),
    lookAtDerived(product, news),
    readAheadOnce(product),
    checkpointWhenDue(product),
    epochWhenDue(product),
  ];
  let stopping = false;
  const loop = (async () => {
    while (!stopping) {
      let failed = false;
      for (const look of looks)
        await look().catch((error: unknown) => {
          failed = true;
          log({ event: 'beside.failed', error: error instanceof Error ? error.name : 'unknown' });
        });
      await new Promise((resolve) => setTimeout(resolve, failed ? LOOK_AGAIN_MILLIS : LOOK_MILLIS));
    }
  })();
  return {
    async stop() {
      stopping = true;
      await loop;
    },
  };
}

export type Beside = Pick<Product, 'config' | 'db' | 'ledger' | 'followers'>;
type Look = () => Promise<void>;

/** Follows where a head moved. The heads count as seen only when every follower has come up to them. */
function lookAtHeads(product: Beside, news: News): Look {
  let told = '';
  let followed = '';
  return async () => {
    const logs = await product.db.as(systemActor, (tx) => store.logs(tx));
    const heads = logs.map(({ name, size }) => `${name} ${size}`).join(', ');
    if (heads !== told) for (const { name, size } of logs) news.tell({ name: 'head', data: { log: name, size } });
    told = heads;
    if (heads === followed || !product.config.followers) return;
    await bringUp(product);
    followed = heads;
  };
}

/** Tells where findings or chains changed, whichever process derived them. Looks only after a follower has moved. */
function lookAtDerived({ db }: Beside, news: News): Look {
  let positions = '';
  let digests = '';
  return async () => {
    const now = JSON.stringify(await db.as(systemActor, (tx) => followStore.positions(tx)));
    if (now === positions) return;
    const seen = await db.as(systemActor, async (tx) => {
      return `${await followStore.countOf(tx, 'finding')} ${await followStore.digestOf(tx, 'chain')}`;
    });
    if (seen !== digests) for (const name of ['findings', 'chains'] as const) news.tell({ name, data: {} });
    [positions, digests] = [now, seen];
  };
}

/** Once the server has settled: not while it starts, when it is waited for. */
const LOOKS_BEFORE_READING_AHEAD = 20;

function readAheadOnce({ config }: Beside): Look {
  let looks = 0;
  return async () => {
    if (config.followers && looks++ === LOOKS_BEFORE_READING_AHEAD) readAhead();
  };
}

function checkpointWhenDue({ config, ledger }: Beside): Look {
  let last = 0;
  return async () => {
    const now = ledger.clock.now();
    if (now - last < config.checkpointSeconds * 1000) return;
    last = now;
    await checkpointAll(ledger);
  };
}

/** Epochs are what custodians attest: one where a head moved, at most every `epochSeconds`. */
function epochWhenDue({ config, ledger }: Beside): Look {
  let last = 0;
  return async () => {
    const now = ledger.clock.now();
    if (now - last < config.epochSeconds * 1000) return;
    last = now;
    await epochOfAll(ledger);
  };
}

const DEPOSIT_LOOK_MILLIS = 1_000;
/** Certificates end on a day known long before: once an hour is soon enough, also after a failure. */
const RENEW_LOOK_MILLIS = 3_600_000;

/** Has custodians attest the epochs, in a loop of its own: one that does not answer holds nothing else up. */
export function runDeposits({ config, ledger, custodians }: Product, log: Log): { readonly stop: () => Promise<void> } {
  let stopping = false;
  let wake = (): void => undefined;
  const watch = watchLateness(log, config.custodianAlarmSeconds);
  let renewedAt = Number.NEGATIVE_INFINITY;
  const renew = async (): Promise<void> => {
    if (ledger.clock.now() - renewedAt < RENEW_LOOK_MILLIS) return;
    renewedAt = ledger.clock.now();
    const { renewed, by, error } = await renewDue(ledger, custodians, config.renewDays);
    if (by !== null) log({ event: 'receipts.renewed', count: renewed, by });
    if (error !== null) log({ event: 'receipts.not_renewed', error });
  };
  const loop = (async () => {
    while (!stopping && custodians.length > 0) {
      const look = async () => {
        await depositNewest(ledger, custodians);
        await fetchCertificates(ledger, custodians);
        await renew();
        watch(await custodianStandings(ledger, custodians), ledger.clock.now());
      };
      await look().catch((error: unknown) =>
        log({ event: 'deposit.failed', error: error instanceof Error ? error.name : 'unknown' }),
      );
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, DEPOSIT_LOOK_MILLIS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    async stop() {
      stopping = true;
      wake();
      await loop;
    },
  };
}

/** Brings every follower to the heads as of this call. */
export async function bringUp(product: Pick<Product, 'ledger' | 'followers'>): Promise<void> {
  for (const follower of product.followers) await catchUp(product.ledger, follower);
}
