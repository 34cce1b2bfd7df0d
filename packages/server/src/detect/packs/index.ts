import { distribution } from './distribution.ts';
import type { Pack } from './pack.ts';
import { property } from './property.ts';
import { training } from './training.ts';

export const packs: readonly Pack[] = [property, training, distribution];
