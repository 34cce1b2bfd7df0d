import { hexOf } from '../bytes.ts';
import type { Check } from '../check.ts';
import { sha256Tree, sm3Tree } from '../merkle.ts';
import { bodyPath, entryPath, inclusionPath } from '../package-paths.ts';
import { textOfUtf8 } from '../utf8.ts';
import type { ReadItem } from '../verify-context.ts';
import type { Files } from '../zip.ts';
import { answer, checkList, worstOf } from './answer.ts';
import { contentOf } from './content.ts';
import type { Child } from './dom.ts';
import { el, facts, folded } from './dom.ts';
import { digest, fileDigests } from './hash.ts';
import { originalView } from './original.ts';
import type { Language, Words } from './words.ts';
import { sizeText, timeText, wordFor } from './words.ts';

export type ItemParts = {
  readonly read: ReadItem;
  readonly files: Files;
  /** Nothing when nothing was verified. */
  readonly checks: readonly Check[];
  /** Whether only the files inline in the page are there. */
  readonly isInline: boolean;
  readonly isOpen: boolean;
  /** By when it stood, by the word of an earlier receipt; null where none says so, or nothing was verified. */
  readonly attestedAt: number | null;
};

/** One item: a line that says what it is and what was found, and everything about it when it is opened. */
export function itemView(parts: ItemParts, language: Language, w: Words): HTMLElement {
  const { log, index, type, role, title } = parts.read.item;
  const outcome = worstOf(parts.checks);
  const { entry } = parts.read;
  const summary: readonly Child[] = [
    answer(outcome, w),
    el('span', { class: 'item-title text' }, title),
    el(
      'small',
      { class: 'quiet text' },
      [
        wordFor(w.roles, role),
        wordFor(w.types, type),
        `${log}:${index}`,
        ...(entry.ok ? [timeText(entry.value.recordedAt)] : []),
      ].join(' · '),
    ),
  ];
  return folded(summary, () => details(parts, language, w), {
    class: `item ${outcome}`,
    'data-item': `${log}.${index}`,
    ...(parts.isOpen ? { open: '' } : {}),
  });
}

function details(parts: ItemParts, language: Language, w: Words): readonly Child[] {
  const { read, checks, files } = parts;
  const { log, index, original } = read.item;
  return [
    checks.length > 0 && [el('h4', {}, w.checksMade), checkList(checks, language, w)],
    el('h4', {}, w.content),
    read.disclosure.ok
      ? contentOf(read.disclosure.value, w)
      : el('p', { class: 'quiet' }, w.contentMissing(read.disclosure.because)),
    el('h4', {}, w.registered),
    itemFacts(parts, w),
    original !== undefined && [el('h4', {}, w.original), originalOf(parts, original, w)],
    folded([w.hashes], () => hashes(parts, w)),
    folded([w.proof], () =>
      [entryPath(log, index), inclusionPath(log, index)].map((path) => [
        el('code', { class: 'path' }, path),
        el('pre', { tabindex: '0' }, rawText(files.get(path), w)),
      ]),
    ),
  ];
}

function itemFacts({ read, files, attestedAt }: ItemParts, w: Words): HTMLElement {
  const { log, index, type, role, original } = read.item;
  const size = (path: string): Child => {
    const bytes = files.get(path);
    return bytes === undefined ? '—' : sizeText(bytes.length);
  };
  const { entry } = read;
  return facts([
    [w.place, `${log}:${index}`],
    [w.type, wordFor(w.types, type)],
    [w.role, el('span', { class: 'text' }, wordFor(w.roles, role))],
    ...(entry.ok ? entryFacts(entry.value, w) : []),
    ...(attestedAt === null ? [] : [[w.attestedAt, timeText(attestedAt)] as [string, Child]]),
    [w.bodySize, size(bodyPath(log, index))],
    [w.originalSize, original === undefined ? w.noOriginal : size(original)],
  ]);
}

function entryFacts(
  { log, recordedAt, delivery, prior }: { log: string; recordedAt: number; delivery: number | null; prior?: number },
  w: Words,
): [string, Child][] {
  return [
    [w.recordedAt, timeText(recordedAt)],
    ...(delivery === null ? [] : [[w.delivery, `${log}:${delivery}`] as [string, Child]]),
    ...(prior === undefined ? [] : [[w.prior, `${log}:${prior}`] as [string, Child]]),
  ];
}

function originalOf({ files, isInline }: ItemParts, path: string, w: Words): Child {
  const bytes = files.get(path);
  if (bytes !== undefined) return originalView(bytes, w);
  return el('p', { class: 'quiet' }, isInline ? w.originalLater : w.originalMissing);
}

function hashes({ read, files }: ItemParts, w: Words): readonly Child[] {
  const { log, index, original } = read.item;
  const at = `${log}:${index}`;
  const entry = files.get(entryPath(log, index));
  const paths = [
    entryPath(log, index),
    bodyPath(log, index),
    inclusionPath(log, index),
    ...(original ? [original] : []),
  ];
  const rows: [string, Child][] = [];
  const add = (name: string, hex: string) => rows.push([name, digest(hex, w, `${name} ${at}`)]);
  if (read.entry.ok) {
    add(`${w.commitmentOf} ${w.sha256}`, read.entry.value.commitment.sha256);
    add(`${w.commitmentOf} ${w.sm3}`, read.entry.value.commitment.sm3);
  }
  if (entry !== undefined) {
    add(`${w.leaf} ${w.sha256}`, hexOf(sha256Tree.leaf(entry)));
    add(`${w.leaf} ${w.sm3}`, hexOf(sm3Tree.leaf(entry)));
  }
  return [facts(rows), paths.map((path) => fileDigests(path, files.get(path), w))];
}

function rawText(bytes: Uint8Array | undefined, w: Words): string {
  if (bytes === undefined) return w.fileMissing;
  try {
    return textOfUtf8(bytes);
  } catch {
    return hexOf(bytes);
  }
}
