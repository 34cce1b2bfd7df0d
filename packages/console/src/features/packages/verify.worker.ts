import { decodeEntry, decodeTrust, readZip, verifyZip } from '@zhenglian/proof';
import type { VerifyAnswer, VerifyRequest } from './run-verify.ts';

const entryFile = /^data\/entries\/([a-z0-9-]+)\/(\d+)\.json$/;

/** When each entry was registered, by the entries in the package; nothing where they cannot be read. */
function fixedTimes(bytes: Uint8Array): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  try {
    for (const [path, content] of readZip(bytes)) {
      const [, log, index] = entryFile.exec(path) ?? [];
      if (log !== undefined && index !== undefined) times.set(`${log}.${index}`, decodeEntry(content).recordedAt);
    }
  } catch {
    return new Map();
  }
  return times;
}

function answer({ bytes, trust }: VerifyRequest, now: number): VerifyAnswer {
  let given: ReturnType<typeof decodeTrust> | undefined;
  try {
    given = trust === undefined ? undefined : decodeTrust(trust);
  } catch (error) {
    return { ok: false, at: 'trust', why: error instanceof Error ? error.message : String(error) };
  }
  try {
    return { ok: true, verification: verifyZip(bytes, given, now), fixedAt: fixedTimes(bytes) };
  } catch (error) {
    return { ok: false, at: 'zip', why: String(error) };
  }
}

/** Runs the verifier off the page's own thread: a large package must not freeze the reader's screen. */
self.onmessage = (event: MessageEvent<VerifyRequest>) => {
  // The worker is the outermost shell here: the clock of the reader's own machine is the only one there is.
  self.postMessage(answer(event.data, Date.now()));
};
