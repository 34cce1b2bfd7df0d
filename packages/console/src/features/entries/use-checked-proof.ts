import { useEffect, useState } from 'react';
import type { EntryDetail } from '../../api/types.ts';
import type { Asked, CheckedProof } from './check-proof.ts';

/** `failed`: the check itself did not run to its end, which says nothing about the entry. */
export type Checking = { readonly done?: CheckedProof; readonly failed?: string };

/** Has this browser compute the proof of an entry again, beside the page. */
export function useCheckedProof({ entry, body, status, proof }: EntryDetail): Checking {
  const [checking, set] = useState<Checking>({});
  useEffect(() => {
    const worker = new Worker(new URL('./proof.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = (event: MessageEvent<CheckedProof>) => set({ done: event.data });
    worker.onerror = (event) => set({ failed: event.message });
    worker.postMessage({ entry, body, status, proof } satisfies Asked);
    return () => worker.terminate();
  }, [entry, body, status, proof]);
  return checking;
}
