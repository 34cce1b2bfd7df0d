import type { DecodedRecord } from '../kernel/record.ts';
import { decodeRecord } from '../kernel/record.ts';
import type { Draft } from './connectors/connector.ts';
import type { Place } from './json-lines.ts';

/**
 * Which ids occur more than once in a file, and how often the rows that therefore go by their digest have occurred
 * so far. Both are about the whole file, so they travel from stretch to stretch.
 */
export type Repeats = {
  readonly repeated: { readonly has: (identity: number) => boolean };
  readonly rows: Map<string, number>;
};

/**
 * A number for what identifies a draft within its file: its id, else its digest. 53 bits: what collides goes by its
 * digest. A workbook often shows the same list on several sheets, so that each is looked at by itself.
 */
export const identityOf = (draft: Draft, at: Place): number =>
  hash53(`${sheetOf(at)} ${draft.id === undefined ? `row ${draft.digest()}` : `id ${draft.id}`}`);

const sheetOf = ({ label }: Place): string => (label === undefined ? '' : label.slice(0, label.lastIndexOf('!')));

/**
 * The record of a draft. An id that is unique in the file is its `externalId`; elsewhere it is the digest of the
 * row's cells, with an ordinal from the second row that has the very same cells on.
 */
export function settle(draft: Draft, at: Place, repeats: Repeats): DecodedRecord {
  return decodeRecord({ ...draft.value, externalId: externalIdOf(draft, at, repeats) });
}

function externalIdOf(draft: Draft, at: Place, { repeated, rows }: Repeats): string {
  const isRepeated = repeated.has(identityOf(draft, at));
  if (draft.id !== undefined && !isRepeated) return draft.id;
  const name = `row-${draft.digest().slice(0, 40)}`;
  // A row that has no id and stands alone cannot come a second time, so it need not be remembered.
  if (!isRepeated) return name;
  const place = `${sheetOf(at)} ${name}`;
  const ordinal = (rows.get(place) ?? 0) + 1;
  rows.set(place, ordinal);
  return ordinal === 1 ? name : `${name}-${ordinal}`;
}

/** Two rounds of multiplying and mixing 32 bits, of which 53 bits are kept. */
function hash53(text: string): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
