import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DocumentPath } from '@zhenglian/proof';
import type { RefusalCode } from '../../kernel/refusal.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Page } from './document.ts';

/** What the process answers. */
export type Answer =
  | { readonly documents: ReadonlyMap<DocumentPath, Uint8Array> }
  | { readonly refused: { readonly code: RefusalCode; readonly details: Readonly<Record<string, string>> } }
  | { readonly failed: string };

const LONGEST_MILLIS = 120_000;
const CHILD = fileURLToPath(new URL('./render-child.ts', import.meta.url));

/**
 * Sets pages in a process of their own, which ends with them. The compiler is native code: where a page makes it abort, or
 * never end, this throws and nothing else stops; its fonts take no memory afterwards. The process sees no environment.
 */
export async function renderApart(pages: readonly Page[]): Promise<ReadonlyMap<DocumentPath, Uint8Array>> {
  const child = fork(CHILD, [], {
    ...{ serialization: 'advanced', execArgv: [], env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
    timeout: LONGEST_MILLIS,
  });
  const answer = await new Promise<Answer>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Answer));
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`the documents cannot be set: it ended with ${signal ?? code}`)),
    );
    child.send(pages);
  });
  if ('documents' in answer) return answer.documents;
  if ('refused' in answer) throw new Refusal(answer.refused.code, answer.refused.details);
  throw new Error(answer.failed);
}
