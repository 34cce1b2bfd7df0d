import { z } from 'zod';
import type { Draft, Op } from './attributes.ts';
import { assign, assignAll } from './attributes.ts';
import { invalidValue, ScimRefusal } from './error.ts';
import type { Json } from './names.ts';
import { MAX_OPERATIONS, PATCH_OP } from './names.ts';
import { pathOf } from './path.ts';

const ops = ['add', 'replace', 'remove'] as const satisfies readonly Op[];
const object = z.record(z.string(), z.unknown());

/** A PATCH of RFC 7644 3.5.2; Entra writes operations with a capital letter. */
export const patchSchema = z.looseObject({
  schemas: z
    .array(z.string().max(200))
    .max(10)
    .refine((each) => each.includes(PATCH_OP)),
  Operations: z
    .array(
      z.looseObject({
        op: z.string().max(20).toLowerCase().pipe(z.enum(ops)),
        path: z.string().min(1).nullish(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(MAX_OPERATIONS),
});
export type Patch = z.output<typeof patchSchema>;
export type Operation = Patch['Operations'][number];

/** The draft after every operation in turn; one that cannot be done refuses them all. */
export function patched(draft: Draft, operations: readonly Operation[]): Draft {
  return operations.reduce((so, { op, path, value }) => {
    if (path != null) return assign(so, pathOf(path), op === 'remove' ? null : given(value), op, 'path');
    if (op === 'remove') throw new ScimRefusal(400, 'noTarget', 'path: a remove needs one');
    return assignAll(so, objectIn(value), op, 'value');
  }, draft);
}

function given(value: unknown): unknown {
  if (value === undefined) throw invalidValue('value: an add or replace needs one');
  return value;
}

/** The attributes in the value of an operation without a path. */
export function objectIn(value: unknown): Json {
  const read = object.safeParse(value);
  if (read.success) return read.data;
  throw invalidValue('value: without a path this must be an object');
}
