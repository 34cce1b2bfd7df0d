import type { Reconstruction } from '../chain/chain.ts';
import { titleOf as kindTitle } from '../chain/titles.ts';
import { recordIn } from '../people/facts.ts';
import type { Collected, LeftOut, Picked } from './collect.ts';
import { cutTo } from './cut.ts';
import { maskFor } from './mask.ts';
import type { Masking, Profile } from './profile.ts';
import { MASKED_BECAUSE, PROFILE } from './profile.ts';
import { nameOf, placeNamed, protectedBy } from './protect.ts';
import { titleOf } from './titles.ts';
import type { Who } from './who.ts';

/** An item as a package shows it: the name it is listed under, and the places that are masked. */
export type Taken = Picked & { readonly title: string; readonly masked: ReadonlyMap<string, Masking> };
export type Applied = { readonly picked: readonly Taken[]; readonly leftOut: readonly LeftOut[] };

/**
 * Leaves out and masks what the profile says, and names each with its reason. Throws when something that speaks for the
 * employee, or that they stated, would not be there whole in a profile that keeps it.
 */
export function applyProfile(profile: Profile, found: Reconstruction, collected: Collected, who: Who): Applied {
  const { keeps, masks } = PROFILE[profile];
  const isProtected = protectedBy(keeps, found, who);
  const cut = cutTo(PROFILE[profile], collected.picked, who, isProtected);
  const { masks: places, hidden } = maskFor(masks, cut.picked, who, isProtected);
  const picked = cut.picked.map((each): Taken => {
    const masked = places.get(each) ?? NONE;
    return { ...each, masked, title: titleFor(each, masked) };
  });
  checkKept(collected.picked.filter(isProtected), picked);
  const cover = (text: string): string => hidden.reduce((said, each) => said.replaceAll(each, COVER), text);
  const leftOut = collected.leftOut.map(({ what, why }) => ({ what: cover(what), why }));
  return { picked, leftOut: [...leftOut, ...cut.leftOut, ...picked.flatMap(maskedOf)] };
}

const NONE: ReadonlyMap<string, Masking> = new Map();
const COVER = '〔已遮盖〕';

/** Throws unless each of these is among the items, whole. */
export function checkKept(kept: readonly Picked[], picked: readonly Taken[]): void {
  const whole = new Set(picked.filter(({ masked }) => masked.size === 0).map(({ read }) => nameOf(read.place)));
  const lost = kept.map(({ read }) => nameOf(read.place)).filter((name) => !whole.has(name));
  if (lost.length > 0) throw new Error(`${lost.join(', ')} must stand in this package whole`);
}

function titleFor({ read }: Picked, masked: ReadonlyMap<string, Masking>): string {
  const record = recordIn(read);
  const hidesId = masked.has('/externalId') && record !== undefined;
  return hidesId ? kindTitle(record.kind) : titleOf(read.entry.type, record);
}

/** What of an item is masked and why, and the digest of the original that is kept for checking in the hearing. */
function maskedOf({ read, title, masked }: Taken): readonly LeftOut[] {
  if (masked.size === 0 || read.content.status !== 'open') return [];
  const whys = [...new Set(masked.values())].map((why) => MASKED_BECAUSE[why]);
  const because = `遮盖${whys.map(({ zh }) => zh).join('、')}`;
  const english = `masked: ${whys.map(({ en }) => en).join(', ')}`;
  const what = `${placeNamed(read.place)} ${title} 中的 ${[...masked.keys()].join('、')} 处`;
  const { slice } = read.content.body;
  const digest = slice !== null && typeof slice === 'object' && 'sha256' in slice ? slice.sha256 : undefined;
  if (typeof digest !== 'string' || read.content.original.length === 0) return [{ what, why: `${because} ${english}` }];
  const kept = `原件含被遮盖内容,未收录;其 SHA-256 为 ${digest},留存备庭审核对`;
  return [
    { what, why: `${because};${kept} ${english}; the original would show it and is kept for checking in the hearing` },
  ];
}
