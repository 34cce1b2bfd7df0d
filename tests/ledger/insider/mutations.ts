import { drop, flip, reorder, replaceHead, swap, truncate } from './edits.ts';
import { signAgain, substituteReceipt, wipeKey } from './forgeries.ts';
import { rewrite, rollBack } from './history.ts';
import type { Mutation } from './rows.ts';

/** What an insider may do, and how often of a hundred times each is tried. */
export const MUTATIONS: readonly { readonly kind: string; readonly mutation: Mutation; readonly weight: number }[] = [
  { kind: 'flip', mutation: flip, weight: 26 },
  { kind: 'drop', mutation: drop, weight: 12 },
  { kind: 'swap', mutation: swap, weight: 12 },
  { kind: 'reorder', mutation: reorder, weight: 6 },
  { kind: 'truncate the tail', mutation: truncate, weight: 6 },
  { kind: 'replace the head', mutation: replaceHead, weight: 5 },
  { kind: 'sign again', mutation: signAgain, weight: 9 },
  { kind: 'substitute a receipt', mutation: substituteReceipt, weight: 4 },
  { kind: 'wipe a key', mutation: wipeKey, weight: 4 },
  { kind: 'write history anew', mutation: rewrite, weight: 12 },
  { kind: 'roll back', mutation: rollBack, weight: 4 },
];
