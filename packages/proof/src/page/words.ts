import { en } from './words.en.ts';
import { zhCN } from './words.zh-CN.ts';

export type Language = 'zh-CN' | 'en';
export type Words = typeof zhCN;

export const WORDS: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, en };

/** The words for a code; the code itself where there are none, since it comes out of a package. */
export const wordFor = (table: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(table, code) ? (table[code] ?? code) : code;

const SHANGHAI = 8 * 3_600_000;
const LATEST = 8e15;

/** `2026-03-02 10:15:00 +08:00`; what is no time is shown as it stands. */
export function timeText(at: string | number): string {
  const instant = typeof at === 'number' ? at : Date.parse(at);
  if (!Number.isFinite(instant) || Math.abs(instant) > LATEST) return `${at}`;
  return `${new Date(instant + SHANGHAI).toISOString().slice(0, 19).replace('T', ' ')} +08:00`;
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
