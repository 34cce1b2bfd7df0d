import { describe, expect, test } from 'vitest';
import { mappingConnector } from '../mapping/compile.ts';
import { builtInMapping, builtInNames } from './index.ts';
import type { TableMaker } from './testing/made-table.ts';
import { makeAsterisk, makeFreeswitchCsv, makeFreeswitchJson, makeFreeswitchNdjson } from './testing/make-calls.ts';
import {
  makeAccessLog,
  makeCustomers,
  makeFollowUps,
  makeOwners,
  makePermissions,
  makeRoster,
} from './testing/make-crm.ts';
import { makeDocuments } from './testing/make-documents.ts';
import { seeded } from './testing/random.ts';
import { readMade } from './testing/read-made.ts';

const connectors = builtInNames.map((name) => mappingConnector(builtInMapping(name)));
const settings = { source: 'import', zone: 'Asia/Shanghai' };

const layouts: readonly (readonly [mapping: string, make: TableMaker])[] = [
  ['crm-customers', makeCustomers],
  ['crm-owners', makeOwners],
  ['crm-follow-ups', makeFollowUps],
  ['crm-permissions', makePermissions],
  ['crm-access-log', makeAccessLog],
  ['hr-roster', makeRoster],
  ['documents', makeDocuments],
  ['asterisk-cdr', makeAsterisk],
  ['freeswitch-csv', makeFreeswitchCsv],
  ['freeswitch-json', makeFreeswitchJson],
  ['freeswitch-ndjson', makeFreeswitchNdjson],
];

describe.each(layouts)('%s', (mapping, make) => {
  test.each([1, 2, 3, 4])('seed %i: every row gives the records that were made', async (seed) => {
    const made = make(seeded(seed), 200);
    const stretchBytes = seed % 2 === 0 ? 700 : Number.POSITIVE_INFINITY;
    const { connector, rows, faults, needs } = await readMade(connectors, made, { settings, stretchBytes });
    expect([connector.name, needs]).toEqual([mapping, []]);
    const expected = made.expected.flat();
    expect(rows.length).toBe(expected.length);
    expect(faults.length).toBe(made.expected.filter((records) => records.length === 0).length);
    for (const [at, { record }] of rows.entries()) {
      const { kind, at: occurredAt, precision, body } = expected[at] ?? {};
      expect(record, `record ${at}`).toMatchObject({ kind, occurredAt, ...(precision && { precision }) });
      const found = record.body as Readonly<Record<string, unknown>>;
      for (const [field, value] of Object.entries(body ?? {}))
        expect(found[field], `record ${at}: ${field}`).toEqual(value);
    }
  });
});

test.each(['asterisk-cdr', 'freeswitch-csv'])('%s asks for the zone of the exchange', async (mapping) => {
  const make = mapping === 'asterisk-cdr' ? makeAsterisk : makeFreeswitchCsv;
  const { needs } = await readMade(connectors, make(seeded(1), 3), {
    settings: { source: 'x' },
    stretchBytes: 1_000_000,
  });
  expect(needs.map((need) => need.split(/\W/)[0])).toEqual(['zone']);
});

test('a list of files names the file of each record', async () => {
  const made = makeDocuments(seeded(1), 5);
  const { rows } = await readMade(connectors, made, { settings, stretchBytes: 1_000_000 });
  const names = rows.map(({ draft }) => draft.value.media);
  expect(names).toEqual(rows.map((_, at) => [{ file: `扫描/${at}.pdf` }]));
});
