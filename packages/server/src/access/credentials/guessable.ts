import { createRequire } from 'node:module';
import { z } from 'zod';

/** What anyone would try against an installation of this product. */
const PRODUCT = ['zhenglian', '证链'];

/** A repeated piece counts once, so it must be as long as a password has to be. */
const PIECE = 12;
/** What is left without digits at its ends is judged by itself from this length on. */
const STEM = 6;
/** Steps along the keyboard or the alphabet make a run when they go on this long on average before a jump. */
const STRIDE = 4;

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '+': 't',
};

const common = z.object({
  dictionary: z.object({ 'passwords-common': z.array(z.string()) }),
  adjacencyGraphs: z.object({ qwerty: z.record(z.string(), z.array(z.string().nullable())) }),
});

type Lists = {
  /** Some 49,000 leaked passwords in lower case. */
  readonly leaked: ReadonlySet<string>;
  /** The characters on the keys around each key of an American keyboard, which is the one sold in China. */
  readonly around: ReadonlyMap<string, string>;
};

const require = createRequire(import.meta.url);

let loaded: Lists | undefined;

/** The lists take 30 ms and 20 MB, so they are loaded with the first password that is chosen, not at the start. */
function lists(): Lists {
  if (loaded === undefined) {
    const { dictionary, adjacencyGraphs } = common.parse(require('@zxcvbn-ts/language-common'));
    const keys = Object.entries(adjacencyGraphs.qwerty);
    loaded = {
      leaked: new Set(dictionary['passwords-common']),
      around: new Map(keys.map(([key, near]) => [key, near.join('')])),
    };
  }
  return loaded;
}

/** Whether a leaked password remains once capitals, digits and punctuation at both ends and look-alike digits are undone. */
export function isWellKnown(password: string): boolean {
  const { leaked } = lists();
  return stemsOf(fold(password)).some((stem) => spellingsOf(stem).some((each) => leaked.has(each)));
}

/** Whether the login, the display name, a part of them or the product's name occurs in it. */
export function isPersonal(password: string, words: readonly string[]): boolean {
  const names = [...words, ...PRODUCT].flatMap(namesIn);
  return spellingsOf(fold(password)).some((each) => names.some((name) => each.includes(name)));
}

/** Whether it, or what is left without digits at the ends, is one character or one short piece over and over. */
export function isRepeated(password: string): boolean {
  return longStemsOf(password).some((stem) => {
    const length = Array.from(stem, (_, at) => at).find((at) => at > 0 && stem.startsWith(stem.slice(at)));
    return length !== undefined && length < PIECE && length * 2 <= stem.length;
  });
}

/** Whether it, or what is left without digits at the ends, walks over neighbouring keys or letters with hardly a jump. */
export function isRun(password: string): boolean {
  const { around } = lists();
  return longStemsOf(password).some((stem) => {
    const characters = [...stem];
    const jumps = characters.filter((to, at) => {
      const from = characters[at - 1];
      return from !== undefined && !(isNext(from, to) || around.get(from)?.includes(to) === true);
    }).length;
    return (jumps + 1) * STRIDE <= characters.length;
  });
}

const isNext = (a: string, b: string): boolean =>
  a === b || (/^[a-z0-9]{2}$/.test(a + b) && Math.abs(a.charCodeAt(0) - b.charCodeAt(0)) === 1);

/** Width, case and the marks that people put between words do not make a password another one. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s._-]/gu, '');

const stemsOf = (text: string): readonly string[] => [
  text,
  text.replace(/[^\p{L}]+$/u, ''),
  text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''),
  text.replace(/[^\p{L}\p{N}]+$/u, ''),
];

const longStemsOf = (password: string): readonly string[] =>
  stemsOf(fold(password)).filter((stem) => stem.length >= STEM);

/** As written, and with digits and signs read as the letters they look like; a 1 is an i or an l. */
const spellingsOf = (text: string): readonly string[] => [text, ...['i', 'l'].map((one) => plain(text, one))];

const plain = (text: string, one: string): string =>
  text.replace(/[^\p{L}]/gu, (each) => LEET[each] ?? (/[1!|]/.test(each) ? one : each));

/** The whole name and its parts, as far as they are long enough not to occur by chance. */
function namesIn(word: string): readonly string[] {
  const whole = fold(word);
  const parts = word.split(/[^\p{L}]+/u).map(fold);
  return [...(whole.length >= 4 ? [whole] : []), ...parts.filter((part) => /^.{4,}|\p{Script=Han}{2,}/u.test(part))];
}
