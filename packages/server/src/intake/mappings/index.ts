import { readFileSync } from 'node:fs';
import { parseMapping } from '../mapping/mapping-file.ts';
import type { Mapping } from '../mapping/schema.ts';

/** In the order in which they are asked to recognise a file: where two could take one, the one that asks for more is first. */
export const builtInNames = [
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

export type BuiltInName = (typeof builtInNames)[number];

/**
 * A mapping that comes with the product: the YAML file of its name beside this one, in the same language as an
 * installation's own (docs/format/mapping.md). Read when it is asked for, since all of them take half a second.
 */
export function builtInMapping(name: BuiltInName): Mapping {
  const parsed = parseMapping(readFileSync(new URL(`./${name}.yaml`, import.meta.url), 'utf8'));
  if (parsed.ok) return parsed.mapping;
  const [first] = parsed.problems;
  throw new Error(`${name}.yaml, line ${first?.line}: ${first?.path}: ${first?.why}`);
}
