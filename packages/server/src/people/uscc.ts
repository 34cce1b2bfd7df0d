/** 31 characters: digits and capitals without I, O, S, V and Z, which are taken for 1, 0, 5, U and 2. */
const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const RADIX = LETTERS.length;
const LENGTH = 18;

/** Department, kind, six digits of a region, eight of the organisation with its check, check of the whole. */
const FORM = /^[0-9A-Z]{2}[0-9]{6}[0-9A-Z]{10}$/;

/** GB 11714 counts A as 10 through Z as 35 and leaves no letter out. */
const ORGANISATION_LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

export type CodeFault = 'form' | 'letters' | 'region' | 'organisation' | 'check';

/** What is wrong with a code, in the words shown to a reader. */
export const codeFaults = {
  form: '不是18位统一社会信用代码',
  letters: '含有统一社会信用代码不使用的字母(I、O、S、V、Z)',
  region: '登记机关行政区划码不成立',
  organisation: '其中组织机构代码的校验位不符',
  check: '校验码不符',
} as const satisfies Record<CodeFault, string>;

/** One spelling of a code: no spaces and hyphens, half width, capitals. */
export function foldCode(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s\-‐-―]+/gu, '')
    .toUpperCase();
}

/** Whether a text is written as a 统一社会信用代码, rightly or not; no company's name has this form. */
export function isWrittenAsCode(text: string): boolean {
  return FORM.test(foldCode(text));
}

/**
 * What speaks against a 统一社会信用代码 (GB 32100-2015); `undefined` where nothing does.
 *
 * A code that passes is well written, not registered: whether it was ever given out, and to whom, only the
 * register says. Departments and regions are not held against lists, since both grow; a region that begins with
 * zero is refused, so that a code of zeros alone, which passes both checks, names no company. Every change of one
 * character and every exchange of two neighbours is noticed.
 */
export function faultOfCode(text: string): CodeFault | undefined {
  const code = foldCode(text);
  if (code.length !== LENGTH || !FORM.test(code)) return 'form';
  if ([...code].some((letter) => !LETTERS.includes(letter))) return 'letters';
  if (code.charAt(2) === '0') return 'region';
  if (checkOfCode(code.slice(0, -1)) !== code.charAt(LENGTH - 1)) return 'check';
  return organisationCodeHolds(code.slice(8, 17)) ? undefined : 'organisation';
}

/** Whether a 组织机构代码 of eight characters and a check (GB 11714), with or without its hyphen, is well written. */
export function organisationCodeHolds(text: string): boolean {
  const code = foldCode(text);
  return /^[0-9A-Z]{8}[0-9X]$/.test(code) && checkOfOrganisation(code.slice(0, 8)) === code.charAt(8);
}

/** The eighteenth character: weights are powers of three modulo 31. */
function checkOfCode(head: string): string {
  let weight = 1;
  let sum = 0;
  for (const letter of head) {
    sum += weight * LETTERS.indexOf(letter);
    weight = (weight * 3) % RADIX;
  }
  return LETTERS.charAt((RADIX - (sum % RADIX)) % RADIX);
}

function checkOfOrganisation(head: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce((total, weight, i) => total + weight * valueAt(head, i), 0);
  return '0123456789X'.charAt((11 - (sum % 11)) % 11);
}

const valueAt = (head: string, i: number): number => ORGANISATION_LETTERS.indexOf(head.charAt(i));
