import { readFileSync } from 'node:fs';
import { parseMapping } from '../mapping/mapping-file.ts';
import type { Mapping } from '../mapping/schema.ts';

/** Where two headers could be taken for each other, the one that asks for more comes first. */
const NAMES = [
  'wechat-pay',
  'alipay',
  'icbc-credit',
  'icbc-debit',
  'cmb-credit',
  'cmb-debit',
  'abc-debit',
  'boc-debit',
  'bocom-debit',
  'ccb',
  'ccb-signed',
  'crm-follow-ups',
  'crm-permissions',
  'crm-customers',
  'crm-owners',
  'crm-access-log',
  'hr-roster',
  'documents',
  'asterisk-cdr',
  'freeswitch-csv',
  'freeswitch-ndjson',
  'freeswitch-json',
] as const;

/**
 * The mappings that come with the product, in the order in which they are asked to recognise a file. Each is a YAML
 * file of its name beside this one, written in the same language as an installation's own (docs/format/mapping.md).
 */
export const builtInMappings: readonly Mapping[] = NAMES.map(builtIn);

function builtIn(name: string): Mapping {
  const parsed = parseMapping(readFileSync(new URL(`./${name}.yaml`, import.meta.url), 'utf8'));
  if (parsed.ok) return parsed.mapping;
  const [first] = parsed.problems;
  throw new Error(`${name}.yaml, line ${first?.line}: ${first?.path}: ${first?.why}`);
}
