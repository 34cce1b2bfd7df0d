import type { DecodedRecord } from '../kernel/record.ts';
import { assumed } from './assumed.ts';
import type { FileSource } from './file-source.ts';
import { inputsIn } from './inputs.ts';
import type { Place } from './json-lines.ts';
import { piecesOf } from './pieces.ts';
import { choose, headOf } from './recognise.ts';
import { identityOf, settle } from './settle.ts';

/** A record of a file with its place, or why there is none. */
export type ReadRecord = { readonly at: Place } & DecodedRecord;

/**
 * Every record of a file, read without a ledger: nothing is kept, and nothing must be said beforehand. Of an archive,
 * those of its members one after the other. Refuses as an import does what cannot be opened or is in no known format.
 */
export async function readFileRecords(file: FileSource, path: string): Promise<readonly ReadRecord[]> {
  const records: ReadRecord[] = [];
  for (const input of await inputsIn(file, path, undefined)) {
    if ('refusal' in input) throw input.refusal;
    const { connector, recognised } = choose(await headOf(input), undefined, []);
    const { layout, source, owner } = recognised;
    const said = { source: source ?? 'scan', ...(owner === undefined ? {} : { owner }) };
    const settings = assumed(said, connector.needs(said, recognised));
    const parsed = [];
    for await (const { bytes, first, firstLine } of piecesOf(input, connector, layout, 0)) {
      for (const each of await connector.parse(bytes, { settings, layout, first }))
        parsed.push({ ...each, at: { ...each.at, line: each.at.line + firstLine } });
    }
    const seen = new Set<number>();
    const repeated = new Set<number>();
    for (const each of parsed) {
      if (!each.ok || !('draft' in each)) continue;
      const identity = identityOf(each.draft, each.at);
      (seen.has(identity) ? repeated : seen).add(identity);
    }
    const repeats = { repeated, rows: new Map<string, number>() };
    for (const each of parsed)
      records.push(each.ok && 'draft' in each ? { at: each.at, ...settle(each.draft, each.at, repeats) } : each);
  }
  return records;
}
