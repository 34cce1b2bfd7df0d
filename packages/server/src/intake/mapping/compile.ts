import type { Connector, Layout, Recognised, Settings } from '../connectors/connector.ts';
import { basisNeeds, cutAtLineEnd } from '../connectors/connector.ts';
import type { Dialect } from '../table/row.ts';
import { cutRows } from '../table/row-lines.ts';
import { zoneNamed } from '../zone.ts';
import { parseJson, recogniseJson } from './json-form.ts';
import { cutItems } from './json-items.ts';
import { partyOf } from './party.ts';
import { compileProgram } from './program.ts';
import type { Mapping } from './schema.ts';
import { parseTable, recogniseTable } from './table-form.ts';

/**
 * The connector that a mapping describes: pure, compiled once, and the same for the same mapping. A mapping that
 * `parseMapping` would refuse is a bug of the caller.
 */
export function mappingConnector(mapping: Mapping): Connector {
  const program = compileProgram(mapping);
  const [problem] = program.problems;
  if (problem !== undefined) throw new Error(`mapping ${mapping.name}: ${problem.path.join('.')}: ${problem.why}`);
  const isTable = mapping.file.form === 'table';
  return {
    name: mapping.name,
    title: mapping.title,
    recognise: (head) => (isTable ? recogniseTable(mapping, program, head) : recogniseJson(mapping, program, head)),
    needs: (settings, recognised) => needsOf(mapping, settings, recognised),
    ids: 'counted',
    cut: isTable ? cutTable : mapping.file.form === 'json' ? cutJson : cutAtLineEnd,
    parse: (bytes, reading) =>
      isTable ? parseTable(mapping, program, bytes, reading) : parseJson(mapping, program, bytes, reading),
  };
}

const cutTable = (bytes: Buffer, layout: Layout, last: boolean): number =>
  cutRows(bytes, layout.dialect as Dialect, last);

const cutJson = (bytes: Buffer, layout: Layout, last: boolean): number =>
  last ? bytes.length : cutItems(bytes, layout.items as readonly string[] | null);

/** Bases on which a person's own account may be held: its holder or someone else gave it, or an authority ordered it. */
const PERSONAL = ['provided-by-employee', 'provided-by-customer', 'provided-by-third-party', 'authority-order'];
const HANDED_OVER = /^(?:provided-.*|public-record|authority-order)$/;

function needsOf(mapping: Mapping, settings: Settings, recognised: Recognised): readonly string[] {
  const { account = 'none', needs: asked = [] } = mapping;
  const { zone, owner, handover } = settings;
  const basis = settings.basis ?? (account === 'personal' ? undefined : mapping.basis);
  const isMoney = account !== 'none' || mapping.records.some(({ kind }) => kind === 'transfer');
  const needs = new Set(basisNeeds(settings));
  if (needs.size === 0) {
    if (account === 'personal' && (basis === undefined || !PERSONAL.includes(basis)))
      needs.add(`basis (one of ${PERSONAL.join(', ')}: it shows the payments of a person)`);
    else if (basis === undefined && asked.includes('basis')) needs.add('basis');
    else if (isMoney && (basis === undefined || basis === 'work-system'))
      needs.add('basis (company-books for accounts of the company; else how it was handed over)');
  }
  const isHandedOver = account !== 'none' && basis !== undefined && HANDED_OVER.test(basis);
  if ((account === 'personal' || isHandedOver || asked.includes('handover')) && handover === undefined)
    needs.add('handover');
  if (owner !== undefined && partyOf(owner) === undefined) needs.add('owner (as SYSTEM:REF)');
  if ((account !== 'none' || asked.includes('owner')) && owner === undefined && recognised.owner === undefined)
    needs.add('owner');
  if (zone !== undefined && zoneNamed(zone) === undefined) needs.add('zone (an IANA name, as Asia/Shanghai)');
  if (asked.includes('zone') && zone === undefined) needs.add('zone');
  return [...needs];
}
