import type { Verification } from '@zhenglian/proof';

export type VerifyRequest = { readonly bytes: Uint8Array; readonly trust: unknown };
/** `fixedAt`: when each item was registered by the maker's clock, UTC milliseconds, by `log.index`. */
export type Verified = {
  readonly ok: true;
  readonly verification: Verification;
  readonly fixedAt: ReadonlyMap<string, number>;
};
export type VerifyAnswer = Verified | { readonly ok: false; readonly at: 'zip' | 'trust'; readonly why: string };

/** Verifies a package in this browser, without network. `trust` is the parsed trust file, undefined for none. */
export function runVerify(bytes: Uint8Array, trust: unknown): Promise<VerifyAnswer> {
  const worker = new Worker(new URL('./verify.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<VerifyAnswer>((resolve) => {
    worker.onmessage = (event: MessageEvent<VerifyAnswer>) => resolve(event.data);
    worker.onerror = (event) => resolve({ ok: false, at: 'zip', why: event.message });
    worker.postMessage({ bytes, trust } satisfies VerifyRequest);
  }).finally(() => worker.terminate());
}
