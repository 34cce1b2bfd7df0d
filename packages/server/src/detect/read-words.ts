import type { Sound } from './learnt/listen.ts';
import { listen, OF_KIND, rounded } from './learnt/listen.ts';
import type { Judged, Part } from './phrases/evaluate.ts';
import { ENOUGH, judge, NEIGHBOURS } from './phrases/evaluate.ts';
import type { Span } from './phrases/match.ts';
import { hull } from './phrases/match.ts';
import type { Reading, Stretch } from './phrases/reading.ts';
import { readMessage } from './phrases/reading.ts';
import type { RuleSet } from './phrases/rule-set.ts';
import { readReads } from './read-reads.ts';
import type { Names, Severity, Speaker, TextHit, TextKind, TextRule, Utterance } from './rule.ts';
import { originalPlace } from './words/normalise.ts';

/** A sum of weights that leaves little to guess. */
const PLAIN = 15;

type Ready = RuleSet['rules'][number];

/** An utterance with its neighbours, read once for all rules. */
export type Heard = {
  readonly said: Utterance;
  readonly reading: Reading;
  /** How each stretch sounds; worked out once for all rules. */
  readonly soundOf: (stretch: Stretch) => ReadonlyMap<TextKind, Sound>;
  readonly before: readonly { readonly reading: Reading; readonly speaker: Speaker }[];
};

export function hear(said: Utterance, names: Names, { dictionary, weights }: RuleSet): Heard {
  const read = (text: string): Reading => readMessage(text, names, dictionary);
  const reading = read(said.text);
  const sounds = new Map<Stretch, ReadonlyMap<TextKind, Sound>>();
  return {
    said,
    reading,
    soundOf(stretch) {
      const known = sounds.get(stretch);
      if (known !== undefined) return known;
      const sound = listen(reading, stretch, said.speaker, weights());
      sounds.set(stretch, sound);
      return sound;
    },
    before: (said.before ?? []).map(({ text, speaker }) => ({ reading: read(text), speaker })),
  };
}

/** `lacking`: what was said, or the share or sum that it is about, could be completed by neighbouring messages. */
export type WordsRead = { readonly hits: readonly TextHit[]; readonly lacking: boolean };

/** A stretch of what was said, weighed by one rule: by its phrases, and by how it sounds where the rule asks for that. */
export type Weighed = {
  readonly stretch: Stretch;
  readonly score: number;
  /** Whether it may be of this kind: what sounds more like another one is left to that. */
  readonly isOfKind: boolean;
  readonly parts: () => readonly Part[];
};

/** What a phrase counts where wording is weighed beside it, since its words are in the sound too; chosen on writers left out. */
const BESIDE_SOUND = 0.24;
/** What a tenth of a phrase adds to the logarithm of odds that a line is of its kind. */
const PHRASE_LEANS = 0.08;
/** More phrases than that in one stretch say the same again. */
const MOST_PHRASES = 15;

/** What one rule sees in an utterance: a hit for every stretch whose weights reach `ENOUGH`, neighbours included. */
export function readWords(ready: Ready, heard: Heard): WordsRead {
  if (heard.reading.words.length === 0) return { hits: [], lacking: false };
  const weighed = weigh(ready, heard).filter(({ isOfKind }) => isOfKind);
  const isShort = ({ score }: Weighed): boolean => score < ENOUGH && score + NEIGHBOURS >= ENOUGH;
  const more = weighed.some(isShort) ? neighboursAdd(ready, heard) : 0;
  const enough = weighed.filter((each) => each.score >= ENOUGH || (isShort(each) && each.score + more >= ENOUGH));
  const hits = enough.map((each) => hitOf(ready.rule, each, heard));
  const isShortStill = weighed.some((each) => isShort(each) && !enough.includes(each));
  return { hits, lacking: isShortStill || hits.some(namesNoMoney) };
}

const namesNoMoney = ({ reads: { percentBps, amounts } }: TextHit): boolean =>
  percentBps === undefined && amounts === undefined;

/** Every stretch in which the rule sees anything, with the sum of what speaks for and against it. */
export function weigh({ rule, phrases }: Ready, { reading, said, soundOf }: Heard): readonly Weighed[] {
  const judged = judge(phrases, reading, said.speaker);
  if (rule.sounds !== true)
    return judged.map(({ stretch, score, parts, against }) => {
      return { stretch, score, isOfKind: true, parts: () => [...parts, ...against] };
    });
  const phrased = new Map(judged.map((each) => [each.stretch, each]));
  return reading.stretches.flatMap((stretch) => {
    const sound = soundOf(stretch).get(rule.kind);
    return sound === undefined ? [] : [together(stretch, sound, phrased.get(stretch))];
  });
}

/** What the phrases of a rule say in a stretch is added to how it sounds. */
function together(stretch: Stretch, sound: Sound, phrased: Judged | undefined): Weighed {
  const { parts: found = [], against = [] } = phrased ?? {};
  const told = sumOf(found);
  const share = (told > MOST_PHRASES ? MOST_PHRASES / told : 1) * BESIDE_SOUND;
  const parts = found.map((part) => ({ ...part, weight: part.weight * share }));
  const phrases = [
    ...parts,
    ...against.map((part) => ({ ...part, weight: part.weight * (part.full === true ? 1 : BESIDE_SOUND) })),
  ];
  return {
    stretch,
    score: sound.score + sumOf(phrases),
    isOfKind: sound.isOfKind || sound.leaning + Math.min(MOST_PHRASES, told) * PHRASE_LEANS >= OF_KIND,
    parts: () => [...phrases.map((part) => ({ ...part, weight: rounded(part.weight) })), ...sound.parts()],
  };
}

const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, { weight }) => sum + weight, 0);

/** What the words of neighbouring messages add, up to `NEIGHBOURS`. */
function neighboursAdd({ phrases }: Ready, { before }: Heard): number {
  const scores = before.flatMap(({ reading, speaker }) => judge(phrases, reading, speaker).map(({ score }) => score));
  return Math.min(NEIGHBOURS, Math.max(0, ...scores));
}

function hitOf(rule: TextRule, { stretch, score, parts }: Weighed, { reading, before }: Heard): TextHit {
  const all = parts();
  const [first = stretch, ...others] = all.filter(({ start, end, weight }) => weight > 0 && end > start);
  const place = others.reduce<Span>(hull, { start: first.start, end: first.end });
  const { reads, start, end } = readReads(
    reading,
    { ...place, stretch },
    before.map((each) => each.reading),
  );
  const why = whyOf(all);
  const severity = score >= PLAIN ? rule.severity : lower(rule.severity);
  return {
    ...originalPlace(reading.normal, start, end),
    severity,
    reads,
    normal: reading.normal.text.slice(start, end),
    why,
  };
}

/** What spoke for and against, the weightiest first; the same reason is told once. */
export function whyOf(parts: readonly Part[]): TextHit['why'] {
  const sums = new Map<string, number>();
  for (const { why, weight } of parts) sums.set(why, (sums.get(why) ?? 0) + weight);
  return [...sums]
    .map(([why, weight]) => ({ why, weight: rounded(weight) }))
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

const lower = (severity: Severity): Severity => (severity === 'high' ? 'medium' : 'low');
