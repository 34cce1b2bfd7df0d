const SEPARATORS = /[\s\-–()（）.·]+/gu;
const PREFIX = /^(?:\+|00|%2B)/i;
const MOBILE = /^1[3-9]\d{9}$/;
/** An area code and a number; the areas of China begin with 0 where the country is not dialled. */
const LANDLINE = /^0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}$/;

/**
 * A telephone number as E.164 where it can be told: with a country, a Chinese mobile number or a Chinese landline with
 * its area code. Anything else — an extension, a short number, a masked one — stays as it is.
 */
export function phoneNumber(text: string): string {
  const bare = text.replaceAll(SEPARATORS, '');
  const prefix = PREFIX.exec(bare)?.[0];
  if (prefix !== undefined) {
    const digits = bare.slice(prefix.length);
    return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : text;
  }
  const national = /^86\d{11}$/.test(bare) ? bare.slice(2) : bare;
  if (MOBILE.test(national)) return `+86${national}`;
  if (/^01[3-9]\d{9}$/.test(national)) return `+86${national.slice(1)}`;
  return LANDLINE.test(national) ? `+86${national.slice(1)}` : text;
}
