import { agreements } from '../../kernel/kinds/agreements.ts';
import { customers } from '../../kernel/kinds/customers.ts';
import { matters } from '../../kernel/kinds/matters.ts';
import { moneyMoves } from '../../kernel/kinds/money-moves.ts';
import { people } from '../../kernel/kinds/people.ts';
import { talk } from '../../kernel/kinds/talk.ts';
import type { Kind } from '../../kernel/record.ts';

const bodies = { ...people, ...customers, ...agreements, ...talk, ...moneyMoves, ...matters };

/** What a field takes; `any` where more than one thing will do. */
export type FieldType = 'text' | 'time' | 'number' | 'boolean' | 'party' | 'money' | 'object' | 'list' | 'any';

export type Field = { readonly type: FieldType; readonly isOptional: boolean };

/** The fields of a kind's body: what each takes, and whether a record may leave it out. */
export function fieldsOf(kind: Kind): ReadonlyMap<string, Field> {
  const shape = Object.entries(bodies[kind].shape);
  return new Map(
    shape.map(([name, field]) => [name, { type: typeOf(field), isOptional: field._zod.optin === 'optional' }]),
  );
}

type Schema = { readonly _zod: { readonly def: { readonly type: string } } };
type Definition = {
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly shape?: Readonly<Record<string, unknown>>;
};

function typeOf(schema: Schema): FieldType {
  const { def } = schema._zod;
  const { innerType, in: outside, shape = {} } = def as Definition;
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return innerType === undefined ? 'any' : typeOf(innerType);
    case 'pipe':
      return outside !== undefined && typeOf(outside) === 'number' ? 'number' : 'time';
    case 'string':
    case 'enum':
      return 'text';
    case 'number':
    case 'boolean':
      return def.type;
    case 'array':
      return 'list';
    case 'object':
      return 'system' in shape ? 'party' : 'minor' in shape ? 'money' : 'object';
    default:
      return 'any';
  }
}
