import { hash } from 'node:crypto';
import { mappingConnector } from '../mapping/compile.ts';
import type { Mapping } from '../mapping/schema.ts';
import type { BuiltInName } from '../mappings/index.ts';
import { builtInMapping, builtInNames } from '../mappings/index.ts';
import { camt } from './camt.ts';
import type { Connector } from './connector.ts';
import { eml } from './eml.ts';
import { mbox } from './mbox.ts';
import { mt940 } from './mt940.ts';
import { native } from './native.ts';
import { ofx } from './ofx.ts';
import { wecomArchive } from './wecom-archive.ts';

/** Formats with code of their own; they are asked to recognise a file before any mapping. */
const written: readonly Connector[] = [native, wecomArchive, camt, mt940, ofx, mbox, eml];

/** The names of every format that is read, in the order in which they are asked to recognise a file. */
export const connectorNames: readonly string[] = [...written.map(({ name }) => name), ...builtInNames];

/** How a file is read: a format of the list above, or a mapping of the installation's own. Plain data, since it crosses threads. */
export type Format =
  | { readonly as: 'built-in'; readonly name: string }
  | { readonly as: 'mapping'; readonly digest: string; readonly mapping: Mapping };

const compiled = new Map<string, Connector>();
const REMEMBERED = 200;

/** The connector of a format, made when it is first asked for; a name that no connector has is a bug of the caller. */
export function connectorOf(format: Format): Connector {
  const ready = format.as === 'built-in' ? written.find(({ name }) => name === format.name) : undefined;
  if (ready !== undefined) return ready;
  const id = format.as === 'built-in' ? format.name : format.digest;
  const known = compiled.get(id);
  if (known !== undefined) return known;
  if (compiled.size > REMEMBERED) compiled.clear();
  const made = mappingConnector(format.as === 'built-in' ? builtInMapping(builtInName(format.name)) : format.mapping);
  compiled.set(id, made);
  return made;
}

export const connectorNamed = (name: string): Connector => connectorOf({ as: 'built-in', name });

function builtInName(name: string): BuiltInName {
  const found = builtInNames.find((each) => each === name);
  if (found === undefined) throw new Error(`no connector is named ${name}`);
  return found;
}

export function formatOfMapping(mapping: Mapping): Extract<Format, { readonly as: 'mapping' }> {
  return { as: 'mapping', digest: hash('sha256', JSON.stringify(mapping)), mapping };
}
