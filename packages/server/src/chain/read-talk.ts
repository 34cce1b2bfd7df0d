import type { Party } from '../kernel/party.ts';
import type { Instant } from '../kernel/time.ts';
import type { Directory } from '../people/directory.ts';
import type { EntryRef, Fact } from '../people/fact.ts';
import { entryOf } from '../people/fact.ts';
import type { Moment } from './order.ts';

/** One of our people as the chain knows them: by employee number, or by an account bound to no one or to several. */
export type Ours = {
  readonly key: string;
  readonly ref: string | undefined;
  readonly handle: Party;
  /** Employee numbers of everyone to whom the account was bound then; one, unless it is shared or unbound. */
  readonly boundTo: readonly string[];
};

/** A message, mail or call between one of our people and someone outside. Talks among employees are not read. */
export type Talk = Moment & {
  readonly fact: Fact;
  readonly entry: EntryRef;
  readonly by: 'employee' | 'other';
  readonly ours: readonly Ours[];
  readonly customers: readonly string[];
  /** Everyone on the other side, customers included. */
  readonly others: readonly Party[];
  readonly text: string;
  readonly carriesFile: boolean;
};

type Spoken = {
  readonly from: Party;
  readonly to: readonly Party[];
  readonly text: string;
  readonly carriesFile: boolean;
};

export type MembersOf = (source: string, conversation: string, at: Instant) => readonly Party[];

/** Reads who spoke to whom; undefined for other kinds and for talks with only one side present. */
export function readTalk(fact: Fact, directory: Directory, membersOf: MembersOf): Talk | undefined {
  const spoken = readSpoken(fact, membersOf);
  if (spoken === undefined) return undefined;
  const at = fact.record.occurredAt;
  const byUs = directory.sideOf(spoken.from, at) === 'employee';
  const ours = (byUs ? [spoken.from] : spoken.to).flatMap((party) => readOurs(party, fact, directory));
  const others = (byUs ? spoken.to : [spoken.from]).filter((party) => directory.sideOf(party, at) !== 'employee');
  if (ours.length === 0 || others.length === 0) return undefined;
  return {
    fact,
    entry: entryOf(fact),
    at,
    precision: fact.record.precision,
    by: byUs ? 'employee' : 'other',
    ours,
    customers: [...new Set(others.flatMap((party) => customersOf(party, fact, directory)))].toSorted(),
    others,
    text: spoken.text,
    carriesFile: spoken.carriesFile,
  };
}

/** The employee behind the account; an account that is unbound or shared stands for itself. */
export function readOurs(party: Party, fact: Fact, directory: Directory): readonly Ours[] {
  const at = fact.record.occurredAt;
  if (directory.sideOf(party, at) !== 'employee') return [];
  const persons = directory.personsOf(party, at).filter(({ person }) => person.system === 'hr');
  const boundTo = persons.map(({ person }) => person.ref);
  const [only] = boundTo;
  if (only !== undefined && boundTo.length === 1) return [{ key: `hr:${only}`, ref: only, handle: party, boundTo }];
  return [{ key: `handle:${directory.handleKey(party)}`, ref: undefined, handle: party, boundTo }];
}

function customersOf(party: Party, fact: Fact, directory: Directory): readonly string[] {
  const person = directory.personOf(party, fact.record.occurredAt)?.person;
  return person?.system === 'crm' ? [person.ref] : [];
}

/** A mail whose source keeps no attachments still says that one is there, and what it is called. */
const attached = /附件[::是为]|\.(?:xlsx?|csv|zip|rar|7z|docx?|pdf)\b/iu;

function readSpoken({ record }: Fact, membersOf: MembersOf): Spoken | undefined {
  if (record.kind === 'chat') {
    const { from, form, conversation } = record.body;
    const named =
      record.body.to.length > 0 ? record.body.to : membersOf(record.source, conversation, record.occurredAt);
    const to = named.filter((party) => party.system !== from.system || party.ref !== from.ref);
    const text = record.body.text ?? record.body.transcript?.text ?? '';
    return { from, to, text, carriesFile: form === 'file' };
  }
  if (record.kind === 'email') {
    const { from, to, cc, bcc, subject, text } = record.body;
    const named = (record.media?.length ?? 0) > 0 || attached.test(text);
    return { from, to: [...to, ...(cc ?? []), ...(bcc ?? [])], text: `${subject}\n${text}`, carriesFile: named };
  }
  if (record.kind === 'call') {
    const { from, to, transcript } = record.body;
    return { from, to: [to], text: transcript?.text ?? '', carriesFile: false };
  }
  return undefined;
}
