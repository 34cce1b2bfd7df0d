import { ScimRefusal } from './error.ts';
import type { Condition } from './filter.ts';
import { parseFilter } from './filter.ts';
import { ENTERPRISE, GROUP, USER } from './names.ts';

/** To what an operation applies. Names are in lower case; those of the enterprise extension begin with `enterprise.`. */
export type Path = {
  readonly name: string;
  /** Which of several values are meant: `emails[type eq "work"]`. */
  readonly which: readonly Condition[];
};

const MAX_CHARACTERS = 500;
const SHAPE = /^([a-z$][\w$-]*)(?:\[([^\]]+)\])?(?:\.([a-z$][\w$-]*))?$/i;

/** Reads a path of RFC 7644 3.5.2; `undefined` for what is none. */
export function readPath(text: string): Path | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  const lower = text.trim().toLowerCase();
  if (lower === ENTERPRISE.toLowerCase()) return { name: 'enterprise', which: [] };
  const urn = [ENTERPRISE, USER, GROUP].find((each) => lower.startsWith(`${each.toLowerCase()}:`));
  const found = SHAPE.exec(text.trim().slice(urn === undefined ? 0 : urn.length + 1));
  if (found === null) return undefined;
  const [, attribute = '', which, sub] = found;
  const name = sub === undefined ? attribute : `${attribute}.${sub}`;
  return {
    name: `${urn === ENTERPRISE ? 'enterprise.' : ''}${name}`.toLowerCase(),
    which: which === undefined ? [] : parseFilter(which, ['type', 'primary', 'value']),
  };
}

/** The same, refusing with `invalidPath`. */
export function pathOf(text: string): Path {
  const path = readPath(text);
  if (path === undefined) throw new ScimRefusal(400, 'invalidPath', 'path: this is no path of RFC 7644');
  return path;
}
