import type { Connector } from './connector.ts';
import { native } from './native.ts';
import { wecomArchive } from './wecom-archive.ts';

/** Every format that is read, in the order in which they are asked to recognise a file. */
export const connectors: readonly Connector[] = [native, wecomArchive];

/** The connector of that name; a name that no connector has is a bug of the caller. */
export function connectorNamed(name: string): Connector {
  const found = connectors.find((connector) => connector.name === name);
  if (found === undefined) throw new Error(`no connector is named ${name}`);
  return found;
}
