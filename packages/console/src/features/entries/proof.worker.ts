import { type Asked, checkProof } from './check-proof.ts';

/** Computes the proof of an entry off the page's own thread. */
self.onmessage = (event: MessageEvent<Asked>) => {
  self.postMessage(checkProof(event.data));
};
