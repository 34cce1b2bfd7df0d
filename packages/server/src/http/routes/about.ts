import { z } from 'zod';
import { rootsOf } from '../../deposit/custodian.ts';
import { isLate, waitedSeconds } from '../../deposit/late.ts';
import { custodianStandings } from '../../deposit/standing.ts';
import { verifierPage } from '../../export/verifier-page.ts';
import { recordJsonSchema } from '../../kernel/record.ts';
import { trustFile } from '../../ledger/checkpoint.ts';
import { health as healthOf } from '../../wiring/health.ts';
import { defineBytesRoute, defineEvents, defineRoute } from '../route.ts';
import { nothing } from './nothing.ts';

/** Answers 200 when the database answers, with each follower's lag; 503 otherwise. */
export const health = defineRoute({
  method: 'GET',
  path: '/healthz',
  needs: 'nothing',
  summary: 'Whether the server and its database are well',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({ ok: z.boolean(), followers: z.array(z.object({ name: z.string(), behind: z.int() })) }),
  handle: (_request, product) => healthOf(product),
});

export const metrics = defineBytesRoute({
  method: 'GET',
  path: '/metrics',
  needs: 'nothing',
  summary: 'Counters in the Prometheus text format',
  params: nothing,
  query: nothing,
  body: 'none',

  async handle(_request, product) {
    const { followers } = await healthOf(product);
    for (const { name, behind } of followers)
      product.metrics.set(`zhenglian_follower_lag_entries{follower="${name}"}`, behind);
    const now = product.ledger.clock.now();
    for (const standing of await custodianStandings(product.ledger, product.custodians)) {
      const labels = `{custodian="${standing.name}",neutral="${standing.neutral}"}`;
      product.metrics.set(`zhenglian_custodian_waiting_seconds${labels}`, waitedSeconds(standing, now));
      const late = isLate(standing, now, product.config.custodianAlarmSeconds);
      product.metrics.set(`zhenglian_custodian_alarm${labels}`, late ? 1 : 0);
    }
    return { type: 'text/plain; version=0.0.4', bytes: product.metrics.text() };
  },
});

/** The JSON Schema (2020-12) of a record, for whoever posts them. */
export const recordSchema = defineBytesRoute({
  method: 'GET',
  path: 'schemas/record',
  needs: 'nothing',
  summary: 'JSON Schema of a record',
  params: nothing,
  query: nothing,
  body: 'none',

  async handle() {
    return { type: 'application/schema+json', bytes: JSON.stringify(recordJsonSchema()) };
  },
});

export const trust = defineBytesRoute({
  method: 'GET',
  path: 'trust',
  needs: 'trust.read',
  summary: 'Our public keys as a trust file',
  params: nothing,
  query: nothing,
  body: 'none',

  async handle(_request, { ledger, custodians }) {
    return {
      type: 'application/json',
      bytes: JSON.stringify(await trustFile(ledger, rootsOf(custodians))),
      fileName: 'zhenglian-trust.json',
    };
  },
});

/** To be saved and kept apart from any package; it is never shown under this server's own address. */
export const verifier = defineBytesRoute({
  method: 'GET',
  path: 'verifier',
  needs: 'nothing',
  summary: 'The offline verifier as one HTML page',
  params: nothing,
  query: nothing,
  body: 'none',

  async handle() {
    return { type: 'text/html; charset=utf-8', bytes: verifierPage(), fileName: 'verifier.html' };
  },
});

export const events = defineEvents({
  path: 'events',
  needs: 'events.read',
  summary: 'News as server-sent events: names and numbers, never content',
});
