import type { Random } from './random.ts';

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** A 统一社会信用代码 with both of its check characters (GB 32100, GB 11714). */
export function makeUscc(random: Random): string {
  const number = random.digits(8);
  const sum = [...number].reduce((total, digit, i) => total + Number(digit) * (ORGANISATION_WEIGHTS[i] ?? 0), 0);
  const check = 11 - (sum % 11);
  const organisation = `${number}${check === 10 ? 'X' : check === 11 ? '0' : check}`;
  const body = `91${random.pick(['310115', '330106', '320505', '440305', '110108', '510107'])}${organisation}`;
  let weight = 1;
  let total = 0;
  for (const sign of body) {
    total += SIGNS.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return `${body}${SIGNS[(31 - (total % 31)) % 31]}`;
}
