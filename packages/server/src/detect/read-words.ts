import type { Judged } from './phrases/evaluate.ts';
import { ENOUGH, judge, NEIGHBOURS } from './phrases/evaluate.ts';
import type { Reading } from './phrases/reading.ts';
import { readMessage } from './phrases/reading.ts';
import type { RuleSet } from './phrases/rule-set.ts';
import { readReads } from './read-reads.ts';
import type { Names, Severity, TextHit, TextRule, Utterance } from './rule.ts';
import { originalPlace } from './words/normalise.ts';

/** A sum of weights that leaves little to guess. */
const PLAIN = 15;

type Ready = RuleSet['rules'][number];

/** An utterance with its neighbours, read once for all rules. */
export type Heard = {
  readonly said: Utterance;
  readonly reading: Reading;
  readonly before: readonly { readonly reading: Reading; readonly speaker: Utterance['speaker'] }[];
};

export function hear(said: Utterance, names: Names, { dictionary }: RuleSet): Heard {
  const read = (text: string): Reading => readMessage(text, names, dictionary);
  return {
    said,
    reading: read(said.text),
    before: (said.before ?? []).map(({ text, speaker }) => ({ reading: read(text), speaker })),
  };
}

/** `lacking`: something was said that neighbouring messages could complete, and did not. */
export type WordsRead = { readonly hits: readonly TextHit[]; readonly lacking: boolean };

/** What one rule sees in an utterance: a hit for every stretch whose weights reach `ENOUGH`, neighbours included. */
export function readWords({ rule, phrases }: Ready, heard: Heard): WordsRead {
  if (heard.reading.words.length === 0) return { hits: [], lacking: false };
  const judged = judge(phrases, heard.reading, heard.said.speaker);
  const isShort = ({ score }: Judged): boolean => score < ENOUGH && score + NEIGHBOURS >= ENOUGH;
  const more = judged.some(isShort) ? neighboursAdd({ rule, phrases }, heard) : 0;
  const enough = judged.filter((each) => each.score >= ENOUGH || (isShort(each) && each.score + more >= ENOUGH));
  return {
    hits: enough.map((each) => hitOf(rule, each, heard)),
    lacking: judged.some((each) => isShort(each) && !enough.includes(each)),
  };
}

/** What the words of neighbouring messages add, up to `NEIGHBOURS`. */
function neighboursAdd({ phrases }: Ready, { before }: Heard): number {
  const scores = before.flatMap(({ reading, speaker }) => judge(phrases, reading, speaker).map(({ score }) => score));
  return Math.min(NEIGHBOURS, Math.max(0, ...scores));
}

function hitOf(rule: TextRule, judged: Judged, { reading, before }: Heard): TextHit {
  const { reads, start, end } = readReads(
    reading,
    judged,
    before.map((each) => each.reading),
  );
  const place = originalPlace(reading.normal, start, end);
  const why = [...judged.parts, ...judged.against].map((part) => ({ why: part.why, weight: part.weight }));
  return { ...place, severity: severityOf(rule, judged), reads, normal: reading.normal.text.slice(start, end), why };
}

/** What is said outright, or by much, has the severity of the rule; what hints have to make up has one less. */
function severityOf({ severity }: TextRule, { parts, score }: Judged): Severity {
  if (score >= ENOUGH && (score >= PLAIN || parts.some(({ weight }) => weight >= ENOUGH))) return severity;
  return severity === 'high' ? 'medium' : 'low';
}
