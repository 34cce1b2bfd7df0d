/** Crockford's base 32, as `access/pseudonym.ts` writes pseudonyms. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const form = /^员工[0-9A-HJKMNP-TV-Z]{8}$/;

/** Whether a name is a pseudonym in its place: the name itself may not be seen yet. */
export const isPseudonym = (name: string): boolean => form.test(name);

/** How the person behind a key is called while their name is covered. */
export function pseudonymOf(person: string): string {
  let bits = Number.parseInt(person.slice(0, 10), 16);
  let out = '';
  for (let n = 0; n < 8; n++) {
    out = letters.charAt(bits % 32) + out;
    bits = Math.floor(bits / 32);
  }
  return `员工${out}`;
}
