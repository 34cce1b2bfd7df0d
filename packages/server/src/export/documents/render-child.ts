import { Refusal } from '../../kernel/refusal.ts';
import type { Page } from './document.ts';
import { openRenderer } from './render.ts';
import type { Answer } from './render-apart.ts';

/** The process that `renderApart` starts: sets the pages it is sent, answers once, and ends. */
process.once('message', (message) => {
  process.send?.(answerTo(message as readonly Page[]), undefined, undefined, () => process.exit(0));
});

function answerTo(pages: readonly Page[]): Answer {
  try {
    const render = openRenderer();
    return { documents: new Map(pages.map((page) => [page.path, render(page)])) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: { code: error.code, details: error.details } };
    return { failed: error instanceof Error ? error.message : 'unknown' };
  }
}
