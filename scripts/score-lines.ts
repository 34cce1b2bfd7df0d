import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { KINDS } from '../packages/server/src/detect/learnt/weights.ts';
import type { LineRead } from '../packages/server/src/detect/scan.ts';
import { scanLines } from '../packages/server/src/detect/scan.ts';
import { native } from '../packages/server/src/intake/connectors/native.ts';

/**
 * Scores the content rules on labelled lines through the same reading as `zl scan`:
 *
 *     node scripts/score-lines.ts dev|test|test-2|FILE [--kind KIND] [--misses] [--innocent FILE.ndjson]
 *
 * A finding of a kind that the line is not labelled with counts against precision, also on guilty lines.
 * `--innocent` adds utterances (`text`, one a line) that hold nothing and prints findings per 10,000.
 */
type Line = {
  readonly id: string;
  readonly from: 'employee' | 'outside';
  readonly says: string;
  readonly kinds: readonly string[];
  readonly percent?: string;
  readonly amounts?: readonly string[];
  readonly before?: readonly { readonly from: 'employee' | 'outside'; readonly says: string }[];
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { kind: { type: 'string' }, misses: { type: 'boolean' }, innocent: { type: 'string' } },
});
const [half = 'dev'] = positionals;
const folder = new URL('../packages/server/src/detect/lines/', import.meta.url);

const isTest = half === 'test' || half === 'test-2';
const path = half === 'dev' || isTest ? new URL(`${half}.ndjson`, folder) : half;
const bytes = readFileSync(path);
if (isTest) checkDigest(bytes);
const lines = bytes
  .toString('utf8')
  .split('\n')
  .filter((text) => text !== '')
  .map((text) => JSON.parse(text) as Line);
const found = scan(lines);
if (isTest) reportShared();
for (const kind of KINDS.filter((each) => values.kind === undefined || each === values.kind)) report(kind);
if (values.kind === undefined) {
  total();
  reportValues();
  reportInnocentLines();
}
if (values.innocent !== undefined) reportInnocent(values.innocent);

function report(kind: string): void {
  const guilty = lines.filter((line) => line.kinds.includes(kind));
  const missed = guilty.filter((line) => !kindsOf(line).includes(kind));
  const wrong = lines.filter((line) => !line.kinds.includes(kind) && kindsOf(line).includes(kind));
  const seen = guilty.length - missed.length;
  const recall = (seen / guilty.length).toFixed(3);
  const precision = (seen / Math.max(1, seen + wrong.length)).toFixed(3);
  const innocent = wrong.filter((line) => line.kinds.length === 0).length;
  say(
    `${kind}: recall ${recall} (${seen}/${guilty.length}), precision ${precision} (${wrong.length} wrong, ${innocent} of them on innocent lines)`,
  );
  if (values.misses !== true || isTest) return;
  for (const line of missed) say(`  missed ${show(line)}`);
  for (const line of wrong)
    say(
      `  wrong  ${show(line)} ${JSON.stringify(
        found
          .get(line.id)
          ?.filter((each) => each.kind === kind)
          .map(({ text, why }) => [text, ...why.map((one) => `${one.why} ${one.weight}`)]),
      )}`,
    );
}

/** Recall and precision over all kinds. */
function summary(some: readonly Line[]): string {
  const wanted = some.flatMap((line) => line.kinds.map((kind) => ({ line, kind })));
  const seen = wanted.filter(({ line, kind }) => kindsOf(line).includes(kind)).length;
  const all = some.flatMap((line) => kindsOf(line)).length;
  const recall = (seen / wanted.length).toFixed(3);
  return `recall ${recall} (${seen}/${wanted.length}), precision ${(seen / Math.max(1, all)).toFixed(3)} (${all - seen} wrong)`;
}

function total(): void {
  say(`all: ${summary(lines)}`);
  const guilty = lines.filter((line) => line.kinds.length > 0);
  const any = guilty.filter((line) => kindsOf(line).length > 0).length;
  say(`any kind: recall ${(any / guilty.length).toFixed(3)} of ${guilty.length} guilty lines`);
}

function reportValues(): void {
  const withPercent = lines.filter((line) => line.percent !== undefined && kindsOf(line).length > 0);
  const right = withPercent.filter((line) => {
    const reads = (found.get(line.id) ?? []).map((each) => each.reads);
    return reads.some(({ percent, alternatives = [] }) => [percent, ...alternatives].includes(Number(line.percent)));
  });
  const withAmounts = lines.filter((line) => line.amounts !== undefined && kindsOf(line).length > 0);
  const sums = withAmounts.filter((line) => {
    const reads = (found.get(line.id) ?? []).flatMap(({ reads: { amounts = [], alternatives = [] } }) => [
      ...amounts,
      ...alternatives.filter((each) => typeof each !== 'number'),
    ]);
    return line.amounts?.every((amount) => reads.some(({ minor }) => `${minor}` === amount));
  });
  say(`percent right: ${right.length}/${withPercent.length}; amounts right: ${sums.length}/${withAmounts.length}`);
  if (values.misses === true && !isTest) {
    for (const line of withPercent.filter((each) => !right.includes(each)))
      say(`  percent ${show(line)} ${line.percent}`);
    for (const line of withAmounts.filter((each) => !sums.includes(each)))
      say(`  amounts ${show(line)} ${line.amounts}`);
  }
}

function reportInnocentLines(): void {
  const innocent = lines.filter((line) => line.kinds.length === 0);
  const hit = innocent.filter((line) => kindsOf(line).length > 0).length;
  say(`innocent lines with a finding: ${hit}/${innocent.length}`);
}

function reportInnocent(file: string): void {
  const texts = readFileSync(file, 'utf8')
    .split('\n')
    .filter((text) => text !== '');
  const made = texts.flatMap((text, i): readonly Line[] => {
    const { text: says } = JSON.parse(text) as { text: string };
    return (['employee', 'outside'] as const).map((from) => ({ id: `${from}${i}`, from, says, kinds: [] }));
  });
  const hits = [...scan(made).entries()].filter(([, findings]) => findings.length > 0);
  say(
    `innocent utterances: ${hits.length} with a finding in ${made.length} (each said by either side): ${((10_000 * hits.length) / made.length).toFixed(2)} per 10,000`,
  );
  if (values.misses === true)
    for (const [id, findings] of hits)
      say(
        `  ${id} ${JSON.stringify(findings.map(({ kind, text, why }) => [kind, text, ...why.map((one) => one.why)]))}`,
      );
}

type Finding = Extract<
  ReturnType<typeof scanLines> extends Generator<infer L> ? L : never,
  { findings: unknown }
>['findings'][number];

/** Findings by id of the line; each line is a conversation of its own. */
function scan(given: readonly Line[]): ReadonlyMap<string, readonly Finding[]> {
  const records = given.flatMap((line) =>
    [...(line.before ?? []), line].map((each, i, all) => record(line.id, each, i, i === all.length - 1)),
  );
  const read = new TextEncoder().encode(records.join('\n'));
  const results = new Map<string, readonly Finding[]>();
  const parsed: readonly LineRead[] = [
    ...native.parse(read, { settings: { source: 'lines' }, layout: {}, first: true }),
  ];
  for (const line of scanLines(() => parsed)) {
    if ('error' in line) throw new Error(`line ${line.line}: ${line.error.why}`);
    if (!line.externalId.includes(':')) results.set(line.externalId, line.findings);
  }
  return results;
}

function record(id: string, { from, says }: { from: string; says: string }, at: number, last: boolean): string {
  const ours = { system: 'wecom', ref: 'employee' };
  const theirs = { system: 'wecom', ref: 'wmOutside' };
  const [by, to] = from === 'employee' ? [ours, theirs] : [theirs, ours];
  const body = { conversation: id, from: by, to: [to], form: 'text', text: says };
  const occurredAt = `2026-03-02T10:${String(at).padStart(2, '0')}:00+08:00`;
  return JSON.stringify({
    v: 1,
    kind: 'chat',
    source: 'lines',
    externalId: last ? id : `${id}:${at}`,
    occurredAt,
    basis: 'work-system',
    body,
  });
}

/**
 * How many of the runs of four characters in this half also stand in the lines that rules and weights come from; and
 * recall and precision on the strangest lines, as many as there are until a tenth of their runs is shared.
 */
function reportShared(): void {
  const known = new Set(
    ['dev.ndjson', 'built-on.ndjson', 'learnt.ndjson'].flatMap((name) =>
      [...readFileSync(new URL(name, folder), 'utf8').split('\n')]
        .filter((text) => text !== '')
        .flatMap((text) => runsIn(JSON.parse(text) as Line)),
    ),
  );
  const shareOf = (some: readonly Line[]): number => {
    const here = new Set(some.flatMap(runsIn));
    return [...here].filter((run) => known.has(run)).length / Math.max(1, here.size);
  };
  const strangest = lines.toSorted((a, b) => shareOf([a]) - shareOf([b]));
  let most = strangest.length;
  while (shareOf(strangest.slice(0, most)) > 0.1) most -= 1;
  const strange = strangest.slice(0, most);
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  say(`runs of four characters shared with the lines that rules and weights come from: ${percent(shareOf(lines))}`);
  say(`the ${most} strangest lines, ${percent(shareOf(strange))} shared: ${summary(strange)}`);
}

function runsIn({ says }: Line): readonly string[] {
  const letters = [...says].filter((char) => /[\p{L}\p{N}]/u.test(char));
  return letters.slice(3).map((_char, i) => letters.slice(i, i + 4).join(''));
}

function checkDigest(given: Uint8Array): void {
  const digests = JSON.parse(readFileSync(new URL('digests.json', folder), 'utf8')) as Record<
    string,
    { sha256: string }
  >;
  const digest = createHash('sha256').update(given).digest('hex');
  const isAsFixed = digest === digests[`${half}.ndjson`]?.sha256;
  say(`sha256 of the test half: ${digest}${isAsFixed ? ', as fixed before them' : ', NOT AS FIXED'}`);
}

function kindsOf(line: Line): readonly string[] {
  return [...new Set((found.get(line.id) ?? []).map(({ kind }) => kind))];
}

function show({ id, from, says, before, kinds: labelled }: Line): string {
  const earlier = (before ?? []).map((each) => `${each.from}: ${each.says} / `).join('');
  return `${id} [${labelled.join(' ')}] ${earlier}${from}: ${says}`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
