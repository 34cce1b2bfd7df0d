import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeRecord } from '../../kernel/record.ts';
import { sniffTable } from '../table/sniff.ts';
import { mappingConnector } from './compile.ts';
import { parseMapping } from './mapping-file.ts';

const page = readFileSync(new URL('../../../../../docs/format/mapping.md', import.meta.url), 'utf8');
const examples = page
  .split(/^### /m)
  .slice(1, 4)
  .map((section) => {
    const [name = ''] = section.split('\n', 1);
    const blocks = [...section.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, block = '']) => block);
    return [name, blocks] as const;
  });

test.each(examples)('%s is read as the page says', (_name, [file = '', text = '', records = '']) => {
  const parsed = parseMapping(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const connector = mappingConnector(parsed.mapping);
  const bytes = Buffer.from(file);
  const recognised = connector.recognise({ fileName: 'export', bytes, table: sniffTable(bytes) });
  if (recognised === undefined) throw new Error('the mapping does not fit its own example');
  const { layout, owner } = recognised;
  const settings = {
    source: 's',
    basis: 'provided-by-employee',
    handover: 'h:1',
    ...(owner !== undefined && { owner }),
  };
  const made = [];
  for (const each of [
    ...(connector.parse(bytes, { settings, layout, first: true }) as Iterable<never>),
  ] as readonly unknown[]) {
    const { ok, draft, why } = each as { ok: boolean; draft: { value: Record<string, unknown> }; why: string };
    if (!ok) throw new Error(why);
    expect(decodeRecord({ ...draft.value, externalId: '1' })).toMatchObject({ ok: true });
    const { v: _v, source: _s, basis: _b, handover: _h, ...rest } = draft.value;
    made.push(rest);
  }
  expect(made).toEqual(JSON.parse(records));
});
