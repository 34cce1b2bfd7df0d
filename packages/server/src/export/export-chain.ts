import type { Actor } from '../platform/db.ts';
import type { Product } from '../wiring/product.ts';
import type { Profile } from './profile.ts';
export async function exportChain(_p: Product, _a: Actor, _id: string, _profile: Profile): Promise<{ id: string; file: string; items: number; checkpoint: { log: string; size: number } }> {
  throw new Error('todo');
}
export async function readPackage(_p: Product, _a: Actor, _id: string): Promise<Uint8Array> {
  throw new Error('todo');
}
