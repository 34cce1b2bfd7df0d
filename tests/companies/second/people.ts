import type { Party } from './book.ts';
import { creditCode } from './codes.ts';
import type { Dice } from './dice.ts';
import { firmEnds, firmStarts, firmWords, givenNames, surnames } from './names.ts';

export type Human = { readonly name: string; readonly surname: string; readonly spelt: string };
export type Outsider = Human & {
  readonly chat: Party;
  readonly phone: Party;
  readonly bank: Party;
  readonly mail: Party;
  /** How others call this person. */
  readonly called: string;
};

/** Names, numbers and accounts, none of them given out twice. */
export type Pool = {
  readonly person: () => Human;
  readonly outsider: (human?: Human, domain?: string) => Outsider;
  /** What a firm is called by, without its town and trade. */
  readonly word: () => string;
  readonly account: () => string;
  readonly phone: () => string;
  readonly domain: () => string;
  readonly code: () => string;
};

const DIGITS = '0123456789';
const LOWER = 'abcdefghijkmnpqrstuvwxyz';

export function poolOf(dice: Dice, system: string): Pool {
  const made = firmStarts.flatMap((start) => firmEnds.map((end) => `${start}${end}`));
  const words = [...dice.shuffled(made), ...dice.shuffled(firmWords)];
  const names = [...dice.shuffled(surnames.flatMap((surname) => givenNames.map((given) => ({ surname, given }))))];
  const person = (): Human => {
    const found = names.pop();
    if (found === undefined) throw new Error('no names left');
    return { name: `${found.surname[0]}${found.given}`, surname: found.surname[0], spelt: found.surname[1] };
  };
  const account = () => `62${dice.letters(17, DIGITS)}`;
  const phone = () => `+861${dice.pick(['38', '59', '86', '33', '77'])}${dice.letters(8, DIGITS)}`;
  const domain = () => `${dice.letters(6, LOWER)}.example`;
  const outsider = (human = person(), at = domain()): Outsider => ({
    ...human,
    chat: { system, ref: `wm${dice.letters(22, `${LOWER}${DIGITS}`)}`, name: human.name },
    phone: { system: 'phone', ref: phone() },
    bank: { system: 'bank', ref: account(), name: human.name },
    mail: { system: 'email', ref: `${human.spelt}${dice.int(11, 99)}@${at}` },
    called: `${human.surname}${dice.pick(['总', '总', '哥', '老板', '姐'])}`,
  });
  const word = () => {
    const found = words.pop();
    if (found === undefined) throw new Error('no names for firms left');
    return found;
  };
  return { person, outsider, word, account, phone, domain, code: () => creditCode(dice) };
}
