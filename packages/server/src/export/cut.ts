import { titleOf } from '../chain/titles.ts';
import type { Party } from '../kernel/party.ts';
import type { NativeRecord } from '../kernel/record.ts';
import { recordIn } from '../people/facts.ts';
import { forEachParty } from '../people/handle-key.ts';
import type { LeftOut, Picked } from './collect.ts';
import { handoverNames } from './documents/evidence.ts';
import type { Cut } from './profile.ts';
import { nameOf, placeNamed } from './protect.ts';
import type { Who } from './who.ts';

const TALK: ReadonlySet<string> = new Set(['chat', 'email', 'call', 'conversation', 'recall', 'consent', 'follow-up']);
const COMES_ALONG: ReadonlySet<string> = new Set(['delivery', 'handover', 'prior']);

/**
 * What of the items a profile takes. What is protected stays whatever else the profile says; what only came along with
 * something that is left out goes with it. Records that are left out are named by their places.
 */
export function cutTo(
  cut: Cut,
  picked: readonly Picked[],
  who: Who,
  isProtected: (picked: Picked) => boolean,
): { readonly picked: readonly Picked[]; readonly leftOut: readonly LeftOut[] } {
  const whys = new Map(picked.map((each) => [each, isProtected(each) ? undefined : whyNot(cut, each, who)]));
  const taken = withoutFollowers(picked.filter((each) => whys.get(each) === undefined));
  const leftOut = picked.flatMap((each): LeftOut[] => {
    const why = whys.get(each);
    return why === undefined || why === '' ? [] : [{ what: `${placeNamed(each.read.place)}(${kindOf(each)})`, why }];
  });
  return { picked: taken, leftOut };
}

function kindOf({ read }: Picked): string {
  const record = recordIn(read);
  return record === undefined ? '登记条目' : titleOf(record.kind);
}

/** Why an item stays out; empty where the profile says so of all of its type. */
function whyNot(cut: Cut, { read, role }: Picked, who: Who): string | undefined {
  if (!cut.types.includes(read.entry.type)) return '';
  const record = recordIn(read);
  if (record === undefined) return undefined;
  if (cut.withoutKinds.includes(record.kind) || cut.withoutRoles.includes(role))
    return '本卷不收此类记录 records of this kind are not in this profile';
  if (cut.withoutOtherTalk && isOtherTalk(record, who))
    return '与其他客户或他人的往来,与本案无关 talk with others than the customers of this chain';
  return undefined;
}

/**
 * Talk with somebody outside of the company in which nobody of the story but the employee takes part, and what such an
 * outsider says where others of the story listen.
 */
function isOtherTalk(record: NativeRecord, who: Who): boolean {
  if (!TALK.has(record.kind)) return false;
  const at = record.occurredAt;
  const isOutsider = (party: Party): boolean => !who.isInStory(party, at) && who.sideOf(party, at) !== 'employee';
  const parties: Party[] = [];
  forEachParty(record.body, (party) => parties.push(party));
  const others = parties.filter((party) => !who.isEmployee(party, at));
  if ('from' in record.body && isOutsider(record.body.from as Party)) return true;
  return others.some(isOutsider) && !others.some((party) => who.isInStory(party, at));
}

/** Without deliveries, hand-overs and earlier versions of what is not there. */
function withoutFollowers(picked: readonly Picked[]): readonly Picked[] {
  const asked = new Set(
    picked.flatMap(({ read: { entry, place, ...read } }) => {
      const record = recordIn({ entry, place, ...read });
      const by = record === undefined ? [] : handoverNames(record).map((name) => `handover ${name}`);
      const along = [entry.prior, entry.delivery].flatMap((index) =>
        index === undefined || index === null ? [] : [nameOf({ log: place.log, index })],
      );
      return [...along, ...by];
    }),
  );
  const kept = picked.filter(({ read, role }) => {
    const record = recordIn(read);
    if (!COMES_ALONG.has(role) || asked.has(nameOf(read.place))) return true;
    return record !== undefined && asked.has(`handover ${record.source}:${record.externalId}`);
  });
  return kept.length === picked.length ? kept : withoutFollowers(kept);
}
