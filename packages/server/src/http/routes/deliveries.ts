import { Readable } from 'node:stream';
import { z } from 'zod';
import { mappingNamed, readMapping } from '../../intake/keep-mapping.ts';
import { listDeliveries } from '../../intake/list-deliveries.ts';
import { putTogether } from '../../intake/original-file.ts';
import { reprocess } from '../../intake/reprocess.ts';
import { retractDelivery } from '../../intake/retract.ts';
import { showQuarantine } from '../../intake/show-quarantine.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { defineBytesRoute, defineRoute } from '../route.ts';
import { deliveryList, importReport, mappingChoice, quarantineList, retractionMade } from './intake-shapes.ts';
import { nothing } from './nothing.ts';

const place = z.object({ log: z.string().regex(/^[a-z0-9-]{1,40}$/), index: z.coerce.number().int().min(0) });

/** 接收批次. That they were listed is recorded before this answers. */
export const deliveries = defineRoute({
  method: 'GET',
  path: 'deliveries',
  needs: 'delivery.read',
  summary: 'The newest deliveries, and what became of them',
  params: nothing,
  query: z.object({ source: z.string().max(40).exactOptional() }),
  body: 'none',
  reply: deliveryList,
  handle: async ({ caller, query }, { ledger }) => ({ deliveries: await listDeliveries(ledger, caller.actor, query) }),
});

export const deliveryQuarantine = defineRoute({
  method: 'GET',
  path: 'deliveries/:log/:index/quarantine',
  needs: 'delivery.read',
  summary: 'What a delivery set aside, with its words and why; reading it is recorded',
  params: place,
  query: nothing,
  body: 'none',
  reply: quarantineList,
  handle: async ({ caller, params }, { intake }) => ({ rows: await showQuarantine(intake, caller.actor, params) }),
});

export const reprocessDelivery = defineRoute({
  method: 'POST',
  path: 'deliveries/:log/:index/reprocess',
  needs: 'delivery.change',
  summary: 'Read the original of a delivery once more; what can be read now is recorded',
  params: place,
  query: nothing,
  body: z.strictObject({ mapping: mappingChoice.exactOptional() }),
  reply: importReport,
  async handle({ caller, params, body: { mapping } }, { intake }) {
    const chosen = mapping === undefined ? undefined : await mappingIn(intake.ledger, mapping);
    return await reprocess(intake, caller.actor, params, chosen);
  },
});

const mappingIn = async (ledger: Ledger, chosen: z.output<typeof mappingChoice>) =>
  'name' in chosen ? await mappingNamed(ledger, chosen.name) : readMapping(chosen.text);

export const retractionOfDelivery = defineRoute({
  method: 'POST',
  path: 'deliveries/:log/:index/retract',
  needs: 'delivery.change',
  summary: 'Undo a delivery: a retraction is recorded, nothing is deleted',
  params: place,
  query: nothing,
  body: z.strictObject({ why: z.string() }),
  reply: retractionMade,
  async handle({ caller, params: { log, index: delivery }, body }, { ledger }) {
    const { index, records } = await retractDelivery(ledger, caller.actor, { log, delivery }, body.why);
    return { retraction: { log, index }, records };
  },
});

/** 下载原件. Put together and checked before the first byte is answered; that it was read is recorded. */
export const deliveryOriginal = defineBytesRoute({
  method: 'GET',
  path: 'deliveries/:log/:index/original',
  needs: 'delivery.read',
  summary: 'The file of a delivery, byte for byte as it came',
  params: place,
  query: nothing,
  body: 'none',
  async handle({ caller, params }, { intake }) {
    const { file, delivered, drop } = await putTogether(intake, caller.actor, params);
    const bytes = Readable.from(file.stream(0));
    bytes.once('close', () => void drop());
    return { type: 'application/octet-stream', bytes, fileName: delivered.name };
  },
});
