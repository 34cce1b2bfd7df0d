import type { Canonical } from '@zhenglian/proof';

const HAN = /\p{Script=Han}/u;
/** One character is no name, and would stand in everything. */
export const isLongEnough = (text: string): boolean => text.length >= 2;
/** Of the texts in a masked field, those that tell who or what: numbers, and more than a word or two. */
export const isTelling = (text: string): boolean => /\d{6,}/.test(text) || (HAN.test(text) && text.length >= 6);

/** Whether a text stands in a value. A short one that is no Chinese name counts only where it stands for itself, as in `wm1|zs`. */
export function holds(value: Canonical, text: string): boolean {
  const isShort = text.length < 4 && !HAN.test(text);
  const isIn = (leaf: string): boolean => (isShort ? leaf.split(/[|:/,;\s]/).includes(text) : leaf.includes(text));
  return leavesOf(value).some((leaf) => !DIGEST.test(leaf) && isIn(leaf));
}

const DIGEST = /^[0-9a-f]{32,128}$/;

/** Every string in a value. */
export function leavesOf(value: Canonical): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap((each: Canonical) => leavesOf(each));
}
