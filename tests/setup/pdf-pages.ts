import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether poppler-utils is there: without it nothing tells what stands on a page. */
export const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0;

export type Word = {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};
/** Words with their boxes, in points from the upper left corner. */
export type PdfPage = { readonly width: number; readonly height: number; readonly words: readonly Word[] };

function withFile<T>(pdf: Uint8Array, work: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'zl-pdf-'));
  try {
    writeFileSync(join(folder, 'it.pdf'), pdf);
    return work(join(folder, 'it.pdf'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const run = (...args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync('pdftotext', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0 || stderr !== '') throw new Error(`pdftotext: ${stderr}`);
  return stdout;
};

/** What pdftotext reads in the order in which it was set, cell by cell, without any blanks. */
export const textOf = (pdf: Uint8Array): string =>
  withFile(pdf, (file) => run('-raw', file, '-')).replaceAll(/[ \n\f]+/g, '');

export const pagesOf = (pdf: Uint8Array): readonly PdfPage[] =>
  withFile(pdf, (file) => run('-bbox', file, '-'))
    .split('<page ')
    .slice(1)
    .map((page) => {
      const [width = 0, height = 0] = [...page.slice(0, 80).matchAll(/"([0-9.]+)"/g)].map(([, value]) => Number(value));
      const words = [...page.matchAll(/<word xMin="(.+)" yMin="(.+)" xMax="(.+)" yMax="(.+)">(.*)<\/word>/g)];
      return {
        width,
        height,
        words: words.map(([, left, top, right, bottom, text = '']) => ({
          ...{ text, left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom) },
        })),
      };
    });

const MARGIN = (20 / 25.4) * 72;
const SLACK = 1;

/** What stands outside the margins, on top of something else, or in a line that was stretched; nothing on a good page. */
export function flawsOf(pdf: Uint8Array): readonly string[] {
  return pagesOf(pdf).flatMap(({ width, height, words }, i) => {
    const outside = words.filter(
      ({ left, top, right, bottom }) =>
        left < MARGIN - SLACK || top < MARGIN - 3 * SLACK || right > width - MARGIN + SLACK || bottom > height - 20,
    );
    const onTop = words.filter((word, n) => words.slice(n + 1).some((other) => overlap(word, other)));
    const stretched = words.filter(isStretched);
    const named = (why: string) => (word: Word) => `page ${i + 1}: ${why}: ${word.text}`;
    return [...outside.map(named('outside')), ...onTop.map(named('on top')), ...stretched.map(named('stretched'))];
  });
}

const middle = ({ top, bottom }: Word): number => (top + bottom) / 2;

/** Whether two words of one line share a place. */
function overlap(a: Word, b: Word): boolean {
  const isSameLine = Math.abs(middle(a) - middle(b)) < Math.min(a.bottom - a.top, b.bottom - b.top) / 3;
  return isSameLine && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 * SLACK;
}

/** The sizes that texts are set in, in points: a Chinese character is as wide as it is high. */
const SIZES = [8.5, 9, 10.5, 12, 18];

/** Chinese characters further apart than their size are a line that was pulled to the margin. */
function isStretched({ text, left, right }: Word): boolean {
  const letters = [...text];
  const isChinese = letters.length >= 4 && letters.every((each) => /\p{Script=Han}/u.test(each));
  const each = (right - left) / letters.length;
  return isChinese && SIZES.every((size) => Math.abs(each - size) > 0.02 * size);
}
