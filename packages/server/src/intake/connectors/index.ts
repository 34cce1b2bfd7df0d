import { createHash } from 'node:crypto';
import type { Mapping } from '../mapping/schema.ts';
import { mappingConnector } from '../mapping/compile.ts';
import { builtInMappings } from '../mappings/index.ts';
import { camt } from './camt.ts';
import type { Connector } from './connector.ts';
import { eml } from './eml.ts';
import { mbox } from './mbox.ts';
import { mt940 } from './mt940.ts';
import { native } from './native.ts';
import { ofx } from './ofx.ts';
import { wecomArchive } from './wecom-archive.ts';

/** Every format that is read, in the order in which they are asked to recognise a file. */
export const connectors: readonly Connector[] = [
  native,
  wecomArchive,
  camt,
  mt940,
  ofx,
  mbox,
  eml,
  ...builtInMappings.map(mappingConnector),
];

/** How a file is read: a format of the list above, or a mapping of the installation's own. Plain data, since it crosses threads. */
export type Format =
  | { readonly as: 'built-in'; readonly name: string }
  | { readonly as: 'mapping'; readonly digest: string; readonly mapping: Mapping };

const compiled = new Map<string, Connector>();
const REMEMBERED = 100;

/** The connector of a format; a name that no connector has is a bug of the caller. */
export function connectorOf(format: Format): Connector {
  if (format.as === 'built-in') return connectorNamed(format.name);
  const known = compiled.get(format.digest);
  if (known !== undefined) return known;
  if (compiled.size > REMEMBERED) compiled.clear();
  const made = mappingConnector(format.mapping);
  compiled.set(format.digest, made);
  return made;
}

export function connectorNamed(name: string): Connector {
  const found = connectors.find((connector) => connector.name === name);
  if (found === undefined) throw new Error(`no connector is named ${name}`);
  return found;
}

export function formatOfMapping(mapping: Mapping): Format {
  return { as: 'mapping', digest: createHash('sha256').update(JSON.stringify(mapping)).digest('hex'), mapping };
}
