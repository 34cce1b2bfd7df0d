import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { AhoCorasick } from '@monyone/aho-corasick';
import { AhoCorasick as FastAhoCorasick } from '@monyone/aho-corasick/fast';
import FastScanner from 'fastscan';
import { Mint } from 'mint-filter';
import { buildAutomaton, scanInto } from '../../packages/server/src/detect/words/automaton.ts';
import { normalise } from '../../packages/server/src/detect/words/normalise.ts';
import { median } from './copy-rate.ts';
import { makeMessages, makeTerms } from './words-texts.ts';

const MESSAGES = 60_000;
const SIZES = [1_000, 10_000, 100_000] as const;
const ROUNDS = 6;

type Scanner = {
  readonly name: string;
  /** Occurrences found in one message. */
  readonly count: (message: string) => number;
  /** Whether it finds every occurrence, overlapping ones too, so that counts must be equal. */
  readonly all: boolean;
};
type Size = {
  readonly terms: number;
  readonly buildSeconds: number;
  readonly scanners: readonly Scanner[];
  readonly rates: ReadonlyMap<string, number[]>;
  readonly hits: Map<string, number>;
};

/**
 * Characters a second in which all terms are found, each message by itself: the raw text, and the text as `normalise`
 * gives it, against three packages that scan the raw text; then what 100,000 terms cost against 1,000, and how long they
 * take to build. `file` names an NDJSON whose lines have a `text`; without one the messages come from a seed.
 */
export async function words(file?: string): Promise<void> {
  const messages = (file === undefined ? makeMessages(1, MESSAGES) : readTexts(file)).map(flat);
  const chars = messages.reduce((sum, message) => sum + message.length, 0);
  const sizes = SIZES.map((terms) => prepare(makeTerms(7, terms, messages)));
  for (let round = -1; round < ROUNDS; round++) {
    for (const size of sizes) {
      // Each round begins with another one, since what the last left to collect is collected in the next one's time.
      const first = (round + 1) % size.scanners.length;
      const order = [...size.scanners.slice(first), ...size.scanners.slice(0, first)];
      for (const scanner of order) measure(size, scanner, messages, chars, round >= 0);
    }
  }
  for (const size of sizes) checkHits(size);
  for (const size of sizes) report(size, { messages: messages.length, chars });
  const rate = (size: Size | undefined): number => median([...(size?.rates.get('raw') ?? [])]);
  const [small, large] = [rate(sizes.at(0)), rate(sizes.at(-1))];
  line('words.size', large, 'Mchar/s', large / small, `1,000 terms at ${rounded(small)} Mchar/s`);
  for (const { terms, buildSeconds } of sizes) line(`words.build.${terms}`, buildSeconds, 's', null, null);
}

function prepare(terms: readonly string[]): Size {
  const begun = performance.now();
  const automaton = buildAutomaton(terms);
  const buildSeconds = (performance.now() - begun) / 1_000;
  const into = new Int32Array(65_536);
  const fastscan = new FastScanner(terms);
  const mint = new Mint([...terms]);
  const monyone = new AhoCorasick([...terms]);
  const fast = new FastAhoCorasick([...terms]);
  const scanners: readonly Scanner[] = [
    { name: 'raw', all: true, count: (message) => scanInto(automaton, message, into) / 2 },
    { name: 'normalised', all: false, count: (message) => scanInto(automaton, normalise(message).text, into) / 2 },
    { name: 'fastscan', all: true, count: (message) => fastscan.search(message).length },
    // Of terms that end at one place mint-filter tells the longest alone.
    { name: 'mint-filter', all: false, count: (message) => mint.filter(message, { replace: false }).words.length },
    { name: '@monyone/aho-corasick', all: true, count: (message) => monyone.matchInText(message).length },
    { name: '@monyone/aho-corasick/fast', all: true, count: (message) => fast.matchInText(message).length },
  ];
  const rates = new Map(scanners.map(({ name }) => [name, []]));
  return { terms: terms.length, buildSeconds, scanners, rates, hits: new Map() };
}

function measure(size: Size, scanner: Scanner, messages: readonly string[], chars: number, counts: boolean): void {
  const begun = performance.now();
  let hits = 0;
  for (const message of messages) hits += scanner.count(message);
  const seconds = (performance.now() - begun) / 1_000;
  size.hits.set(scanner.name, hits);
  if (counts) size.rates.get(scanner.name)?.push(chars / seconds / 1e6);
}

function checkHits({ scanners, hits, terms }: Size): void {
  const found = scanners.filter(({ all }) => all).map(({ name }) => hits.get(name));
  if (new Set(found).size !== 1) throw new Error(`${terms} terms are found ${found.join(', ')} times`);
}

function report({ terms, scanners, rates, hits }: Size, where: object): void {
  const rate = (name: string): number => median([...(rates.get(name) ?? [])]);
  const others = scanners.filter(({ name }) => name !== 'raw' && name !== 'normalised').map(({ name }) => name);
  const fastest = others.reduce((best, name) => (rate(name) > rate(best) ? name : best));
  const against = `${fastest} at ${rounded(rate(fastest))} Mchar/s, the fastest of ${others.join(', ')}`;
  for (const name of ['raw', 'normalised']) {
    const found = {
      hits: hits.get(name),
      hitsOfOthers: Object.fromEntries(others.map((each) => [each, hits.get(each)])),
    };
    line(`words.${name}.${terms}`, rate(name), 'Mchar/s', rate(name) / rate(fastest), against, { ...found, ...where });
  }
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function line(
  name: string,
  value: number,
  unit: string,
  ratio: number | null,
  against: string | null,
  more = {},
): void {
  const where = { cores: availableParallelism(), node: process.version };
  const shown = { name, value: rounded(value), unit, ratio: ratio === null ? null : rounded(ratio), against };
  console.log(JSON.stringify({ ...shown, ...more, ...where }));
}

/** One piece of memory, as text is that came in from outside. */
const flat = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

function readTexts(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((each) => each !== '');
  return lines.map((each) => (JSON.parse(each) as { text: string }).text);
}
