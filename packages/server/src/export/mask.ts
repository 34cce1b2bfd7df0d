import type { Item } from '@zhenglian/proof';
import { fieldsOf, isParty } from '@zhenglian/proof';
import type { Party } from '../kernel/party.ts';
import type { Kind, NativeRecord } from '../kernel/record.ts';
import type { Instant } from '../kernel/time.ts';
import { recordIn } from '../people/facts.ts';
import type { Picked } from './collect.ts';
import type { Masking } from './profile.ts';
import { holds, isLongEnough, isTelling, leavesOf } from './recognise.ts';
import type { Who } from './who.ts';

/** Places of parties who act in the procedure, below `/body`. */
const PROCEDURE: Partial<Readonly<Record<Kind, readonly string[]>>> = {
  handover: ['from', 'by'],
  testimony: ['by'],
  approval: ['by'],
  acknowledgement: ['witnesses'],
};
/** Parts whose parties the chain is about, whoever they are: the payer, the payee, the seller, the holder of an account. */
const ABOUT: ReadonlySet<string> = new Set(['deal', 'transfer', 'company', 'account']);
/** Fields that are masked whole, below `/body`. */
const FIELDS: Readonly<Record<Masking, Partial<Readonly<Record<Kind, readonly string[]>>>>> = {
  'third-parties': {},
  procedure: { company: ['people'] },
  'customer-accounts': { access: ['changes'] },
  'words-of-others': {},
};
/** What holds words, and who speaks them. */
const WORDS: Partial<Readonly<Record<Kind, readonly string[]>>> = {
  chat: ['text', 'transcript', 'raw', 'forwarded'],
  email: ['subject', 'text'],
  call: ['transcript'],
  testimony: ['text', 'transcript'],
};
/** Says what an entry is and what binds its original; without these nobody could read it or check the original. */
const ALWAYS: ReadonlySet<string> = new Set(
  ['v', 'kind', 'source', 'occurredAt', 'precision', 'basis', 'original', 'slice'].map((name) => `/${name}`),
);

/** The places masked in each item, and why; items that are not there have none. */
export type Masks = ReadonlyMap<Picked, ReadonlyMap<string, Masking>>;
export type Masked = { readonly masks: Masks; readonly hidden: readonly string[] };

/**
 * Finds what to mask: parties who are none of the story's, and every field in which one of those is called by a text of
 * theirs, so that nothing masked in one place is readable in another. Whoever stands in a protected item is not masked
 * anywhere: covering them elsewhere would hide nothing.
 */
export function maskFor(
  masks: readonly Masking[],
  picked: readonly Picked[],
  who: Who,
  isProtected: (picked: Picked) => boolean,
): Masked {
  if (masks.length === 0) return { masks: new Map(), hidden: [] };
  const read = picked.map((each) => itemsOf(each));
  const shown = shownIn(masks, read, who, isProtected);
  const found = new Map<Picked, Map<string, Masking>>();
  const hidden = new Map<string, Masking>();
  for (const each of read.filter(({ picked }) => !isProtected(picked))) {
    const places = placesIn(masks, each, who, shown);
    found.set(each.picked, places);
    for (const [text, why] of textsAt(each, places, who)) if (!shown.hides(text)) hidden.set(text, why);
  }
  for (const [picked, places] of found) {
    const others = itemsOf(picked).items.filter(({ path, value }) => !isParty(value) && !ALWAYS.has(path));
    for (const { path, value } of others) {
      const [, why] = [...hidden].find(([text]) => holds(value, text)) ?? [];
      if (why !== undefined && !places.has(path)) places.set(path, why);
    }
  }
  return {
    masks: new Map([...found].filter(([, places]) => places.size > 0)),
    hidden: [...hidden.keys()].toSorted((a, b) => b.length - a.length),
  };
}

type Read = {
  readonly picked: Picked;
  readonly items: readonly Item[];
  readonly record: NativeRecord | undefined;
  readonly at: Instant;
};

function itemsOf(picked: Picked): Read {
  const { read } = picked;
  if (read.content.status !== 'open') throw new Error('a destroyed body was picked');
  const record = recordIn(read);
  const at = record?.occurredAt ?? (read.entry.recordedAt as Instant);
  return { picked, items: fieldsOf(read.content.body), record, at };
}

type Shown = {
  readonly subjects: ReadonlySet<string>;
  /** Whether a text is one that is shown anyway, or part of one. */
  readonly hides: (text: string) => boolean;
};

/** Everybody who is not masked, and what they are called. */
function shownIn(
  masks: readonly Masking[],
  read: readonly Read[],
  who: Who,
  isProtected: (picked: Picked) => boolean,
): Shown {
  const subjects = new Set<string>();
  const texts = new Set<string>();
  const words: string[] = [];
  const show = (party: Party, at: Instant): void => {
    for (const each of who.subjectsOf(party, at)) subjects.add(each);
    for (const each of who.textsOf(party, at)) texts.add(each);
  };
  for (const { picked, items, record, at } of read)
    for (const { path, value } of items) {
      if (!isParty(value)) {
        if (isProtected(picked)) words.push(...leavesOf(value));
        continue;
      }
      const party = value as Party;
      const acts = !masks.includes('procedure') && standsIn(PROCEDURE, record, path);
      const isAbout = ABOUT.has(picked.role) && !who.isInStory(party, at);
      if (isProtected(picked) || acts || isAbout || isShownAccount(masks, party, at, who)) show(party, at);
    }
  const all = [...who.names, ...texts, ...words];
  return { subjects, hides: (text) => all.some((each) => each.includes(text)) };
}

/** Somebody of the story, by an account the profile shows. */
function isShownAccount(masks: readonly Masking[], party: Party, at: Instant, who: Who): boolean {
  if (!who.isInStory(party, at)) return false;
  const isAccount = !['crm', 'company', 'name'].includes(party.system);
  return !(masks.includes('customer-accounts') && isAccount && who.isCustomer(party, at) && !who.isEmployee(party, at));
}

function placesIn(
  masks: readonly Masking[],
  { items, record, at }: Read,
  who: Who,
  shown: Shown,
): Map<string, Masking> {
  const places = new Map<string, Masking>();
  for (const { path, value } of items) {
    const field = masks.find((each) => standsIn(FIELDS[each], record, path));
    if (isParty(value)) {
      const why = whyMasked(masks, value as Party, at, who, shown, standsIn(PROCEDURE, record, path));
      if (why !== undefined) places.set(path, why);
    } else if (field !== undefined) places.set(path, field);
    else if (masks.includes('words-of-others') && standsIn(WORDS, record, path) && !isOwnWord(record, at, who))
      places.set(path, 'words-of-others');
  }
  // What somebody masked said goes with them where a message passes it on.
  const passedOn = [...places].find(([path]) => path.startsWith(`${FORWARDED}/`));
  if (passedOn !== undefined) places.set(FORWARDED, passedOn[1]);
  return places;
}

const FORWARDED = '/body/forwarded';

function whyMasked(
  masks: readonly Masking[],
  party: Party,
  at: Instant,
  who: Who,
  shown: Shown,
  acts: boolean,
): Masking | undefined {
  if (isShownAccount(masks, party, at, who)) return undefined;
  if (who.isInStory(party, at)) return 'customer-accounts';
  if (who.subjectsOf(party, at).some((each) => shown.subjects.has(each))) return undefined;
  return acts ? 'procedure' : 'third-parties';
}

/** Whether the employee says it. */
function isOwnWord(record: NativeRecord | undefined, at: Instant, who: Who): boolean {
  if (record?.kind === 'chat' || record?.kind === 'email' || record?.kind === 'call')
    return who.isEmployee(record.body.from, at) && record.kind !== 'call';
  return record?.kind === 'testimony' && who.isEmployee(record.body.by, at);
}

function standsIn(
  table: Partial<Readonly<Record<Kind, readonly string[]>>>,
  record: NativeRecord | undefined,
  path: string,
): boolean {
  const [, body, name] = path.split('/');
  return record !== undefined && body === 'body' && (table[record.kind] ?? []).includes(name ?? '');
}

/** The texts by which masked places could be recognised elsewhere. */
function textsAt(
  { items, at }: Read,
  places: ReadonlyMap<string, Masking>,
  who: Who,
): readonly (readonly [string, Masking])[] {
  return items.flatMap(({ path, value }) => {
    const why = places.get(path);
    if (why === undefined) return [];
    const texts = isParty(value) ? who.textsOf(value as Party, at) : leavesOf(value).filter(isTelling);
    return texts.filter(isLongEnough).map((text) => [text, why] as const);
  });
}
