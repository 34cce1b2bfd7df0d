import { useSyncExternalStore } from 'react';

type Asked = { readonly outcome: Promise<boolean>; readonly answer: (proven: boolean) => void };
let asked: Asked | undefined;
const watchers = new Set<() => void>();

function become(next: Asked | undefined): void {
  asked = next;
  for (const tell of watchers) tell();
}

/**
 * Asks whoever is at the screen to prove again who they are. However many requests were refused at once, one dialog
 * opens; each of them learns whether it is worth repeating.
 */
export function provenAgain(): Promise<boolean> {
  if (asked === undefined) {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    become({ outcome: promise, answer: resolve });
  }
  return asked?.outcome ?? Promise.resolve(false);
}

/** Closes the dialog: with `true` what was refused is sent once more, with `false` it stays refused. */
export function answerProof(proven: boolean): void {
  const before = asked;
  become(undefined);
  before?.answer(proven);
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

export function useProofAsked(): boolean {
  return useSyncExternalStore(watch, () => asked !== undefined);
}
