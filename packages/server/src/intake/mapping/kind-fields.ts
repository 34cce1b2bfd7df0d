import { agreements } from '../../kernel/kinds/agreements.ts';
import { customers } from '../../kernel/kinds/customers.ts';
import { matters } from '../../kernel/kinds/matters.ts';
import { moneyMoves } from '../../kernel/kinds/money-moves.ts';
import { people } from '../../kernel/kinds/people.ts';
import { talk } from '../../kernel/kinds/talk.ts';
import type { Kind } from '../../kernel/record.ts';

const bodies = { ...people, ...customers, ...agreements, ...talk, ...moneyMoves, ...matters };

/** The fields of a kind's body, and whether a record may leave each out. */
export function fieldsOf(kind: Kind): ReadonlyMap<string, { readonly isOptional: boolean }> {
  const shape = Object.entries(bodies[kind].shape);
  return new Map(shape.map(([name, field]) => [name, { isOptional: field._zod.optin === 'optional' }]));
}
