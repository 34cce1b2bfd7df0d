import type { ItemParts, PackageParts } from '@zhenglian/proof';
import { bodyOf } from '@zhenglian/proof';
import type { Reconstruction } from '../../chain/chain.ts';
import type { Names } from '../../chain/describe.ts';
import { titleOf } from '../../chain/titles.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Story } from '../who.ts';
import type { RecordItem } from './evidence.ts';
import { groupsOf, isHidden, recordOf } from './evidence.ts';
import { namesIn } from './say.ts';
import type { Group } from './words.ts';
import { ENTRY, GROUPS } from './words.ts';

/**
 * A receipt in the package: who gave it for which epoch, and the time it names, UTC milliseconds. What an outside authority
 * gives anybody can check; a statement only its service can confirm; what this software gave itself is the company's own word.
 */
export type Attestation = {
  readonly custodian: string;
  readonly epoch: number;
  readonly at: number | null;
  readonly by: 'outside' | 'statement' | 'own';
};

/** Who signs the report, and the custodians that put a time on the signatures; nobody where nobody is configured. */
export type Signing = { readonly signers: readonly string[]; readonly stampedBy: readonly string[] };

/** What documents are made of: the parts of the package that they will lie in. */
export type DocumentParts = Omit<PackageParts, 'documents' | 'page'> & {
  /** Whom the chain is about. */
  readonly story: Story;
  readonly attested: readonly Attestation[];
  readonly signing: Signing;
};

/** A record with its number in the catalogue, from 1. */
export type Exhibit = RecordItem & {
  readonly number: number;
  readonly group: Group;
  /** `聊天记录`. */
  readonly title: string;
};

/** What stands in a package beside the records: 附1, 附2 … */
export type Annex = { readonly item: ItemParts; readonly number: number; readonly title: string };

/** Everything the documents say, before it is put into sentences. */
export type DocumentFacts = DocumentParts & {
  readonly exhibits: readonly Exhibit[];
  readonly annexes: readonly Annex[];
  readonly found: Reconstruction | undefined;
  readonly names: Names;
};

/** Puts the items of a package in the order of a catalogue and numbers them; the same parts give the same facts. */
export function documentFacts(parts: DocumentParts): DocumentFacts {
  const records = parts.items.flatMap((item): RecordItem[] => {
    const record = recordOf(item);
    return record === undefined ? [] : [{ item, record }];
  });
  const exhibits = numbered(records);
  const others = parts.items.filter((item) => !records.some((each) => each.item === item));
  const annexes = others.map((item, i) => ({ item, number: i + 1, title: ENTRY[item.entry.type] }));
  const found = reconstructionIn(parts.items);
  const whole = records.filter(({ item }) => !isHidden(item));
  const facts = whole.map(({ item: { entry }, record }) => ({
    ...{ log: entry.log, index: entry.index, recordedAt: entry.recordedAt as Instant, record },
  }));
  return {
    ...parts,
    exhibits,
    annexes,
    found,
    names: namesIn(facts, knownFrom(parts.story)),
  };
}

export const placeOf = ({ entry }: ItemParts): string => `${entry.log}:${entry.index}`;

function numbered(records: readonly RecordItem[]): readonly Exhibit[] {
  const groups = groupsOf(records);
  const groupOf = (each: RecordItem): Group => groups.get(each) ?? 7;
  const inOrder = records.toSorted(
    (a, b) => groupOf(a) - groupOf(b) || a.record.occurredAt - b.record.occurredAt || compare(a.item, b.item),
  );
  return inOrder.map((each, i) => ({
    ...each,
    number: i + 1,
    group: groupOf(each),
    title: titleOf(each.record.kind),
  }));
}

const compare = ({ entry: a }: ItemParts, { entry: b }: ItemParts): number =>
  a.log === b.log ? a.index - b.index : a.log < b.log ? -1 : 1;

function reconstructionIn(items: readonly ItemParts[]): Reconstruction | undefined {
  const item = items.find(({ entry, disclosure }) => entry.type === 'reconstruction' && 'body' in disclosure);
  // Our own entry, appended by `recordReconstruction`.
  return item === undefined ? undefined : (bodyOf(item.disclosure) as unknown as Reconstruction);
}

function knownFrom({ employee, customers }: Story) {
  const named = employee.ref !== null ? [employee] : [];
  return {
    employees: new Map(named.map(({ ref, name }) => [ref, name])),
    customers: new Map(customers.map(({ ref, name }) => [ref, name])),
  };
}

/** The exhibits of each part of the catalogue; a part may have none. */
export const byGroup = ({
  exhibits,
}: DocumentFacts): readonly { readonly name: string; readonly exhibits: readonly Exhibit[] }[] =>
  GROUPS.map((name, group) => ({ name, exhibits: exhibits.filter((each) => each.group === group) }));
