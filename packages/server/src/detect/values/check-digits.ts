/** Luhn, ISO/IEC 7812-1: the last digit of a bank card. */
export function isLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, char, i) => {
    const value = Number(char) * (i % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: a citizen's number of 18 places with a possible birthday and the right last place. */
export function isCitizenNumber(text: string): boolean {
  if (!/^[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]$/iu.test(text)) return false;
  const sum = idWeights.reduce((total, weight, i) => total + weight * Number(text.charAt(i)), 0);
  return '10x98765432'.charAt(sum % 11) === text.charAt(17).toLowerCase();
}

const creditChars = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100: the unified social credit code of an organisation, 18 places in upper case with the right last one. */
export function isCreditCode(text: string): boolean {
  const values = [...text].map((char) => creditChars.indexOf(char));
  if (values.length !== 18 || values.includes(-1) || !/^[159ANY]/u.test(text)) return false;
  const sum = values.slice(0, 17).reduce((total, value, i) => total + value * (3 ** i % 31), 0);
  return (31 - (sum % 31)) % 31 === values[17];
}
