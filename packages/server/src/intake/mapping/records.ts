import { hash } from 'node:crypto';
import type { Draft, Flow, Parsed, Settings } from '../connectors/connector.ts';
import type { Place } from '../json-lines.ts';
import { zoneNamed } from '../zone.ts';
import { listAt } from './made.ts';
import { partyOf } from './party.ts';
import type { Program, RecordProgram } from './program.ts';
import type { AnyOf, RowContext } from './row-context.ts';
import type { Mapping } from './schema.ts';

const ZONE = 'Asia/Shanghai';

/** What rows are read into, for one stretch of a file. */
export function startRows(mapping: Mapping, settings: Settings): RowContext {
  const zone = zoneNamed(settings.zone ?? mapping.zone ?? ZONE) ?? zoneNamed(ZONE);
  if (zone === undefined) throw new Error('this runtime knows no time zones');
  return {
    ...{ cells: [], positions: [], value: undefined, item: undefined, captures: [], settings, zone },
    holder: settings.owner === undefined ? undefined : partyOf(settings.owner),
    ...{ fault: undefined, precision: 'second', stamp: 0, rows: undefined },
  };
}

/** Whose account a file says it is, as `SYSTEM:REF`; undefined where it does not, or hides a part of it. */
export function ownerIn(mapping: Mapping, program: Program, captures: readonly string[]): string | undefined {
  const owner = program.owner?.({ ...startRows(mapping, { source: '' }), captures }) ?? '';
  return partyOf(owner) === undefined || owner.includes('*') ? undefined : owner;
}

/** What all records of a stretch have in common. */
export type Common = {
  readonly v: 1;
  readonly source: string;
  readonly basis?: string;
  readonly handover?: string;
  readonly original?: string;
};

export function commonOf(mapping: Mapping, { source, basis, handover }: Settings): Common {
  const { account = 'none', original } = mapping;
  const stated = basis ?? mapping.basis ?? (account === 'none' ? 'work-system' : undefined);
  return {
    v: 1,
    source,
    ...(stated !== undefined && { basis: stated }),
    ...(handover !== undefined && { handover }),
    ...(original !== undefined && { original }),
  };
}

/**
 * The records of the row that `row` holds, in the order of the mapping. `cells` are what its digest is made of, asked
 * for when another row may have taken its place.
 */
export function recordsOf(
  program: Program,
  common: Common,
  row: RowContext,
  at: Place,
  cells: () => readonly string[],
): readonly Parsed[] {
  const made: Parsed[] = [];
  let ordinal = 0;
  let flow = flowOf(program, row);
  for (const record of program.records) {
    const items = record.each === undefined ? ONCE : listAt(row.value, record.each);
    for (const item of items) {
      row.item = item;
      row.fault = undefined;
      if (record.when !== undefined && !record.when(row)) continue;
      ordinal++;
      made.push(draftOf(record, common, row, at, { ordinal, flow, cells }));
      flow = undefined;
    }
  }
  return made;
}

const ONCE: readonly unknown[] = [undefined];

type Making = { readonly ordinal: number; readonly flow: Flow | undefined; readonly cells: () => readonly string[] };

function draftOf(record: RecordProgram, common: Common, row: RowContext, at: Place, making: Making): Parsed {
  const id = record.id === undefined ? '' : record.id(row);
  if (row.fault !== undefined) return faultAt(at, 'id', row);
  const occurredAt = record.at(row);
  if (row.fault !== undefined) return faultAt(at, 'at', row);
  if (occurredAt === '') return { at, ok: false, code: 'record.time_invalid', why: 'at: there is no time' };
  const { precision } = row;
  const body: Record<string, unknown> = {};
  for (const { name, any, isOptional } of record.body) {
    const value = any(row);
    if (row.fault !== undefined) return faultAt(at, `body.${name}`, row);
    if (value === undefined || (isOptional && Array.isArray(value) && value.length === 0)) continue;
    body[name] = value;
  }
  const media = mediaOf(record, row);
  if (row.fault !== undefined) return faultAt(at, 'media', row);
  const value = { ...common, kind: record.kind, occurredAt, precision, body, ...(media.length > 0 && { media }) };
  return { at, ok: true, draft: asDraft(value, id, row.settings.owner ?? '', making) };
}

function asDraft(value: Draft['value'], id: string, owner: string, { ordinal, flow, cells }: Making): Draft {
  const suffix = ordinal === 1 ? '' : `#${ordinal}`;
  return {
    value,
    id: id === '' ? undefined : id + suffix,
    digest: () => hash('sha256', JSON.stringify([owner, suffix, ...cells()])),
    flow,
  };
}

const NO_MEDIA: readonly { readonly file: string }[] = [];

function mediaOf({ media }: RecordProgram, row: RowContext): readonly { readonly file: string }[] {
  if (media.length === 0) return NO_MEDIA;
  return media.map((file) => ({ file: file(row) })).filter(({ file }) => file !== '');
}

function faultAt(at: Place, field: string, { fault }: RowContext): Parsed {
  const { code, why } = fault ?? { code: 'record.invalid', why: 'cannot be read' };
  return { at, ok: false, code, why: `${field}: ${why}` };
}

/** Which way money went as the row itself says; an amount that cannot be read is none. */
export function flowOf({ amount, directionIn, directionOut }: Program, row: RowContext): Flow | undefined {
  if (amount === undefined) return undefined;
  row.fault = undefined;
  const money = amountIn(amount, row);
  if (money === undefined) return undefined;
  const direction = directionIn?.(row) === true ? 'in' : directionOut?.(row) === true ? 'out' : 'neutral';
  row.fault = undefined;
  return { direction, ...money };
}

/** An amount without its sign. */
export function amountIn(
  amount: AnyOf,
  row: RowContext,
): { readonly currency: string; readonly minor: bigint } | undefined {
  const found = amount(row) as { readonly currency?: unknown; readonly minor?: unknown } | undefined;
  if (row.fault !== undefined || typeof found?.currency !== 'string' || typeof found.minor !== 'string')
    return undefined;
  const minor = BigInt(found.minor);
  return { currency: found.currency, minor: minor < 0n ? -minor : minor };
}
