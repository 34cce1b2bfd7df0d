import type { Body, Canonical, ItemParts } from '@zhenglian/proof';
import { bodyOf } from '@zhenglian/proof';
import type { Kind, NativeRecord } from '../../kernel/record.ts';
import type { Focus, Group } from './words.ts';

/** A record among the items of a package. */
export type RecordItem = { readonly item: ItemParts; readonly record: NativeRecord };

/** What stands for a masked place on a page. */
export const COVER = '〔已遮盖〕';
/** Fields that hold one party, so that masking them hides who and not what. */
const OF_PARTY = new Set(
  'from to employee customer company by for seller buyer counterparty party person handle account employer manager'.split(
    ' ',
  ),
);

/**
 * The record an item shows; `undefined` for other entries. A masked party is called 〔已遮盖〕; a masked field of its body is
 * not there, and such a record is not put into a sentence.
 */
export function recordOf({ entry, disclosure }: ItemParts): NativeRecord | undefined {
  if (entry.type !== 'record') return undefined;
  const { slice: _, body, ...outer } = bodyOf(disclosure);
  const shown = Object.entries(outer).map(([name, value]) => [name, isMask(value) ? COVER : value]);
  const fields = Object.entries(body as Body).flatMap(([name, value]) =>
    isMask(value) && !OF_PARTY.has(name) ? [] : [[name, covered(value)]],
  );
  // Our own entry: it was decoded before it was recorded.
  return { ...Object.fromEntries(shown), body: Object.fromEntries(fields) } as unknown as NativeRecord;
}

function covered(value: Canonical): Canonical {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(covered);
  if (isMask(value)) return { system: 'name', ref: COVER };
  return Object.fromEntries(Object.entries(value).map(([name, each]: [string, Canonical]) => [name, covered(each)]));
}

const isMask = (value: Canonical): boolean =>
  value !== null && typeof value === 'object' && Object.keys(value).join() === 'masked';

/** Fields that no sentence says. */
const UNSAID = new Set(['conversation', 'replyTo', 'raw']);

/** Whether a field of its body is masked that tells what it says, and not parties alone. */
export const hidesField = ({ disclosure }: Pick<ItemParts, 'disclosure'>): boolean =>
  maskedPaths({ disclosure }).some((path) => {
    const [, , name = '', ...below] = path.split('/');
    return below.length === 0 && !OF_PARTY.has(name) && !UNSAID.has(name);
  });

/** Whether places of it are masked. */
export const isHidden = (item: Pick<ItemParts, 'disclosure'>): boolean => maskedPaths(item).length > 0;

const maskedPaths = ({ disclosure }: Pick<ItemParts, 'disclosure'>): readonly string[] =>
  'fields' in disclosure ? disclosure.fields.flatMap((each) => ('digest' in each ? [each.path] : [])) : [];

const GROUP: Readonly<Record<Kind, Group>> = {
  employee: 0,
  agreement: 1,
  acknowledgement: 1,
  declaration: 1,
  consent: 1,
  customer: 2,
  ownership: 2,
  'follow-up': 2,
  permission: 2,
  binding: 3,
  conversation: 4,
  chat: 4,
  recall: 4,
  email: 4,
  call: 4,
  access: 4,
  schedule: 4,
  calendar: 4,
  deal: 4,
  testimony: 4,
  tip: 4,
  transfer: 5,
  claim: 5,
  company: 5,
  document: 6,
  approval: 6,
  handover: 7,
};

type DocumentType = Extract<NativeRecord, { readonly kind: 'document' }>['body']['type'];
const DOCUMENT_GROUP: Readonly<Record<DocumentType, Group>> = {
  contract: 4,
  screenshot: 4,
  invoice: 5,
  minutes: 6,
  notice: 6,
  'delivery-proof': 6,
  'union-opinion': 6,
  other: 6,
  notarial: 7,
};

const isLabourContract = (record: NativeRecord): boolean =>
  record.kind === 'agreement' && record.body.type === 'labour-contract';

/**
 * Which part of the catalogue each record belongs to. The signature under a labour contract stands with it, and what was
 * handed over with a record stands with the first one it brought.
 */
export function groupsOf(items: readonly RecordItem[]): ReadonlyMap<RecordItem, Group> {
  const contracts = new Set(
    items.flatMap(({ record }) => (record.kind === 'agreement' && isLabourContract(record) ? [record.body.title] : [])),
  );
  const ofOwn = ({ record }: RecordItem): Group => {
    if (isLabourContract(record)) return 0;
    if (record.kind === 'acknowledgement' && contracts.has(record.body.agreement)) return 0;
    return record.kind === 'document' ? DOCUMENT_GROUP[record.body.type] : GROUP[record.kind];
  };
  const groups = new Map(items.map((each) => [each, ofOwn(each)]));
  const brought = new Map<string, Group>();
  for (const [{ record }, group] of groups)
    for (const name of handoverNames(record)) brought.set(name, Math.min(group, brought.get(name) ?? 7) as Group);
  for (const each of items.filter(({ record }) => record.kind === 'handover'))
    groups.set(each, brought.get(`${each.record.source}:${each.record.externalId}`) ?? 7);
  return groups;
}

/** The hand-over of a record as `SOURCE:ID`; without a source it is one of its own. */
export const handoverNames = ({ source, handover }: NativeRecord): readonly string[] =>
  handover === undefined ? [] : [handover, `${source}:${handover}`];

const FOCUS: Readonly<Record<Group, readonly Focus[]>> = {
  0: [1],
  1: [1],
  2: [2],
  3: [3],
  4: [4],
  5: [5],
  6: [6],
  7: [7],
};
const HOW_IT_WAS_GOT = new Set(['monitoring-notice', 'e-evidence']);

/** What in dispute a record speaks to. */
export function focusesOf({ record }: RecordItem, group: Group): readonly Focus[] {
  if (record.kind === 'handover' || record.kind === 'consent') return [7];
  if (record.kind === 'agreement' && HOW_IT_WAS_GOT.has(record.body.type)) return [1, 7];
  if (record.kind === 'employee') return [2];
  if (record.kind === 'deal') return [4, 5];
  return FOCUS[group];
}

/** Which kind of evidence it is (民诉法 66). */
export function evidenceKind({ record, item }: RecordItem): string {
  if (record.kind === 'testimony') return record.body.form === 'recording' ? '视听资料' : '证人证言';
  if (record.original === 'recording') return '视听资料';
  const onPaper = record.basis !== 'work-system' || record.kind === 'handover' || record.kind === 'document';
  const signedOnPaper = record.kind === 'acknowledgement' && record.body.method === 'paper';
  return item.entry.type === 'record' && (onPaper || signedOnPaper) ? '书证' : '电子数据';
}
