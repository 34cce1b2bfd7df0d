import { z } from 'zod';
import { connectorNamed, connectorNames } from '../../intake/connectors/index.ts';
import { keepMapping, keptMappings } from '../../intake/keep-mapping.ts';
import { mappingJsonSchema } from '../../intake/mapping/schema.ts';
import { previewFile, proposeForFile } from '../../intake/try-mapping.ts';
import { defineRoute } from '../route.ts';
import { refuseOthers } from './imports.ts';
import { mappingKept, mappingList, mappingPreview, mappingProposal } from './intake-shapes.ts';
import { nothing } from './nothing.ts';

const text = z.string().max(262_144);
const file = { import: z.string().regex(/^[A-Za-z0-9_-]{12}$/), file: z.int().min(1) };

export const mappings = defineRoute({
  method: 'GET',
  path: 'mappings',
  needs: 'mapping.read',
  summary: 'The mappings that are kept, and the formats that are built in',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: mappingList,
  async handle(_request, { ledger }) {
    return {
      mappings: await keptMappings(ledger),
      builtIn: connectorNames.map((name) => ({ name, title: connectorNamed(name).title })),
    };
  },
});

export const putMapping = defineRoute({
  method: 'PUT',
  path: 'mappings',
  needs: 'mapping.keep',
  summary: 'Keep a mapping; another one of the same name is its next version',
  params: nothing,
  query: nothing,
  body: z.strictObject({ text }),
  reply: mappingKept,
  async handle({ caller, body }, { ledger }) {
    const { name, version, digest } = await keepMapping(ledger, caller.actor, body.text);
    return { name, version, digest };
  },
});

export const mappingProposed = defineRoute({
  method: 'POST',
  path: 'mappings/propose',
  needs: 'import.make',
  summary: 'A mapping for a file of an import, made from its header and first rows',
  params: nothing,
  query: nothing,
  body: z.strictObject(file),
  reply: mappingProposal,
  async handle({ caller, body }, { desk }) {
    await refuseOthers(caller, desk, body.import);
    return await proposeForFile(await desk.file(body.import, body.file), undefined);
  },
});

export const mappingPreviewed = defineRoute({
  method: 'POST',
  path: 'mappings/preview',
  needs: 'import.make',
  summary: 'What a mapping makes of the first rows of a file of an import',
  params: nothing,
  query: nothing,
  body: z.strictObject({ ...file, text }),
  reply: mappingPreview,
  async handle({ caller, body }, { desk }) {
    await refuseOthers(caller, desk, body.import);
    return await previewFile(await desk.file(body.import, body.file), body.text);
  },
});

export const mappingSchema = defineRoute({
  method: 'GET',
  path: 'mapping-schema',
  needs: 'nothing',
  summary: 'JSON Schema of a mapping file',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.record(z.string(), z.unknown()),
  handle: () => Promise.resolve(mappingJsonSchema() as Record<string, unknown>),
});
