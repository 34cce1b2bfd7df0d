import { z } from 'zod';
import { entryRef, list } from './shapes.ts';

const nextStep = z.object({ what: z.string(), way: z.string(), article: z.string() }).readonly();

const element = z
  .object({
    id: z.string(),
    title: z.string(),
    tier: z.enum(['basic', 'core', 'process']),
    article: z.string(),
    proves: z.string(),
    state: z.enum(['proven', 'weak', 'missing']),
    entries: list(entryRef),
    because: z.string(),
    article90: list(z.enum(['party-statement', 'interested-witness', 'doubtful-electronic', 'uncheckable-copy'])),
    standsAlone: z.boolean(),
    needsSecond: z.boolean(),
    next: list(nextStep),
  })
  .readonly();

const sufficiency = z
  .object({
    ground: z.string(),
    title: z.string(),
    article: z.string(),
    version: z.int(),
    note: z.string(),
    byCounsel: z.boolean(),
    applies: z.boolean(),
    open: z.int(),
    elements: list(element),
    summary: z.string(),
  })
  .readonly();

/** Every legal ground held against one chain, and which of them has the least left to do. */
export const board = z
  .object({ grounds: list(sufficiency), fewestOpen: list(z.string()), says: z.string() })
  .readonly();
