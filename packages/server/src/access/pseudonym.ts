import { Refusal } from '../kernel/refusal.ts';
import { LAST_INSTANT } from '../kernel/time.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Directory } from '../people/directory.ts';
import { isKind } from '../people/fact.ts';
import type { World } from '../people/facts.ts';
import { worldOf } from '../people/facts.ts';
import { partyMac } from '../people/follow.ts';
import { foldRef } from '../people/handle-key.ts';
import type { Actor } from '../platform/db.ts';
import { accountsOf } from './reach.ts';
import { unmaskedFor } from './unmask-store.ts';

/** Crockford's base 32: no letter that is taken for another one. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** How somebody is called until their name may be seen: the same everywhere in one installation, and no way back without its key. */
export function pseudonymOf(mac: Uint8Array): string {
  let bits = Buffer.from(mac.subarray(0, 5)).readUIntBE(0, 5);
  let letters = '';
  for (let n = 0; n < 8; n++) {
    letters = LETTERS[bits % 32] + letters;
    bits = Math.floor(bits / 32);
  }
  return `员工${letters}`;
}

/** The key by which an employee is asked after where names are not shown: a keyed digest of the number, in hex. */
export const personOf = (ledger: Ledger, employee: string): string =>
  partyMac(ledger, { system: 'hr', ref: employee }).toString('hex');

/** The number of the employee behind such a key. Refuses with `not_found`. */
export async function employeeOfPerson(ledger: Ledger, person: string): Promise<string> {
  const found = employeesIn(await worldOf(ledger)).find((ref) => personOf(ledger, ref) === person);
  if (found === undefined) throw new Refusal('not_found', { what: 'this person' });
  return found;
}

/** A text with whom it calls; several where employees share a name. */
type Term = { readonly text: string; readonly persons: readonly string[] };
type Terms = {
  readonly byText: ReadonlyMap<string, Term>;
  readonly lengths: ReadonlyMap<number, readonly number[]>;
  readonly persons: ReadonlySet<string>;
};

const remembered = new WeakMap<World, Terms>();

/** Everything an employee is called by, from the directory as it is now. */
function termsOf(ledger: Ledger, world: World): Terms {
  const known = remembered.get(world);
  if (known !== undefined) return known;
  const byText = new Map<string, Term>();
  const persons = new Set<string>();
  for (const ref of employeesIn(world)) {
    const person = personOf(ledger, ref);
    persons.add(person);
    for (const text of new Set(calledBy(world.directory, ref, world).flatMap(spellings)))
      if (text.length >= 2) byText.set(text, { text, persons: [...(byText.get(text)?.persons ?? []), person] });
  }
  const lengths = new Map<number, number[]>();
  for (const { text } of byText.values())
    for (const first of new Set([text.charCodeAt(0), text.toUpperCase().charCodeAt(0)])) {
      const all = lengths.get(first) ?? [];
      if (all.includes(text.length)) continue;
      lengths.set(
        first,
        [...all, text.length].sort((a, b) => b - a),
      );
    }
  const terms = { byText, lengths, persons };
  remembered.set(world, terms);
  return terms;
}

const employeesIn = ({ facts }: World): readonly string[] => [
  ...new Set(facts.flatMap((fact) => (isKind(fact, 'employee') ? [fact.record.body.employee.ref] : []))),
];

/** How people write an account: a number with and without its country, an address in any case. */
function spellings(text: string): readonly string[] {
  if (text.includes('@')) return [text, text.toLowerCase()];
  const national = /^(?:\+86|0086)?(1\d{10})$/.exec(foldRef('phone', text))?.[1];
  if (national === undefined) return [text];
  const [a, b, c] = [national.slice(0, 3), national.slice(3, 7), national.slice(7)];
  const plain = [national, `${a} ${b} ${c}`, `${a}-${b}-${c}`];
  return [text, ...plain, ...plain.flatMap((each) => [`+86${each}`, `0086${each}`, `+86 ${each}`])];
}

function calledBy(directory: Directory, ref: string, { facts }: World): readonly string[] {
  const names = facts.flatMap((fact) =>
    isKind(fact, 'employee') && fact.record.body.employee.ref === ref
      ? [fact.record.body.name, fact.record.body.employee.name]
      : [],
  );
  const handles = accountsOf(directory, ref).flatMap((party) => [party.ref, party.name]);
  return [...names, ...handles, directory.employeeName(ref, LAST_INSTANT)].flatMap((each) => each ?? []);
}

/** A text with names replaced, and where each place of the old text is in the new one. */
type Masked = { readonly text: string; readonly moved: (at: number) => number };

export type Masker = {
  readonly text: (text: string) => Masked;
  /** The same value with every text in it masked; offsets of marks move along with their text. */
  readonly value: <T>(value: T) => T;
  /** Whether this employee, by `personOf`, is shown by name; an account nobody is known behind has none to cover. */
  readonly shows: (person: string) => boolean;
};

/**
 * Replaces what employees are called by with pseudonyms, for an account that was not allowed to see their names. Names in
 * the words people wrote are replaced too, wherever they stand; a name nobody recorded is not known and stays. `known` is
 * the world where the caller has just read it.
 */
export async function maskerFor(ledger: Ledger, actor: Actor, known?: World): Promise<Masker> {
  if (actor.role !== 'account') return { text: plain, value: (value) => value, shows: () => true };
  const unmasked = await unmaskedFor(ledger.db, actor.id, actor.now);
  const terms = termsOf(ledger, known ?? (await worldOf(ledger)));
  const text = (given: string): Masked => maskText(given, terms, unmasked);
  const shows = (person: string): boolean => unmasked.has(person) || !terms.persons.has(person);
  const named = (ref: string, name: string): string | undefined => {
    const [person, ...others] = terms.byText.get(ref)?.persons ?? [];
    if (person === undefined || others.length > 0 || terms.byText.get(name)?.persons.includes(person) !== true)
      return undefined;
    return unmasked.has(person) ? name : labelOf(person);
  };
  return { text, value: (value) => maskValue(value, { text, named }), shows };
}

const labelOf = (person: string): string => pseudonymOf(Buffer.from(person, 'hex'));
const plain = (text: string): Masked => ({ text, moved: (at) => at });
const isWordCharacter = (text: string, at: number): boolean => /[A-Za-z0-9]/.test(text[at] ?? '');

function maskText(text: string, { byText, lengths }: Terms, unmasked: ReadonlySet<string>): Masked {
  const cuts: { from: number; to: number; label: string }[] = [];
  for (let at = 0; at < text.length; ) {
    const found = termAt(text, at, byText, lengths);
    if (found === undefined) at++;
    else {
      const covered = found.persons.find((person) => !unmasked.has(person));
      const label = covered === undefined ? undefined : labelOf(covered);
      if (label !== undefined) cuts.push({ from: at, to: at + found.text.length, label });
      at += found.text.length;
    }
  }
  return cuts.length === 0 ? plain(text) : replaced(text, cuts);
}

/** The longest term that begins here; an id of letters and digits counts only where it stands alone. */
function termAt(text: string, at: number, byText: Terms['byText'], lengths: Terms['lengths']): Term | undefined {
  for (const length of lengths.get(text.charCodeAt(at)) ?? []) {
    const piece = text.slice(at, at + length);
    const term = byText.get(piece) ?? (piece.includes('@') ? byText.get(piece.toLowerCase()) : undefined);
    if (term === undefined) continue;
    const isWithin =
      (isWordCharacter(text, at) && isWordCharacter(text, at - 1)) ||
      (isWordCharacter(text, at + length - 1) && isWordCharacter(text, at + length));
    if (!isWithin) return term;
  }
  return undefined;
}

function replaced(text: string, cuts: readonly { from: number; to: number; label: string }[]): Masked {
  let out = '';
  let last = 0;
  for (const { from, to, label } of cuts) {
    out += text.slice(last, from) + label;
    last = to;
  }
  const moved = (at: number): number => {
    let shift = 0;
    for (const { from, to, label } of cuts) {
      if (at <= from) break;
      if (at < to) return from + shift + Math.min(at - from, label.length);
      shift += label.length - (to - from);
    }
    return at + shift;
  };
  return { text: out + text.slice(last), moved };
}

type Covers = {
  readonly text: (given: string) => Masked;
  /** The name beside an employee's own number or account, which says whose it is among those who share it. */
  readonly named: (ref: string, name: string) => string | undefined;
};

function maskValue<T>(value: T, covers: Covers): T {
  const { text, named } = covers;
  if (typeof value === 'string') return text(value).text as T;
  if (Array.isArray(value)) return value.map((each) => maskValue(each, covers)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const marks = (value as { readonly marks?: unknown }).marks;
  const said = (value as { readonly text?: unknown }).text;
  const masked = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, maskValue(each, covers)]));
  const { ref, name } = value as { readonly ref?: unknown; readonly name?: unknown };
  if (typeof ref === 'string' && typeof name === 'string') masked.name = named(ref, name) ?? masked.name;
  if (typeof said === 'string' && Array.isArray(marks)) {
    const { moved } = text(said);
    masked.marks = marks.map((mark: { start: number; end: number }) => ({
      ...mark,
      start: moved(mark.start),
      end: moved(mark.end),
    }));
  }
  return masked as T;
}
