import { z } from 'zod';
import { employeeOfPerson, maskerFor, personOf } from '../../access/pseudonym.ts';
import { casesOf } from '../../cases/list-cases.ts';
import { openCase, setCaseMember } from '../../cases/open-case.ts';
import { bringUp } from '../../wiring/run.ts';
import { defineQuietRoute, defineRoute } from '../route.ts';
import { id, why } from './access-shapes.ts';
import { nothing } from './nothing.ts';

const person = z.string().regex(/^[0-9a-f]{32}$/);
const ground = z.string().min(1).max(100);

/** 调查事项 that one works on. */
export const cases = defineRoute({
  method: 'GET',
  path: 'cases',
  needs: 'case.read',
  summary: 'Cases one works on',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({
    cases: z.array(
      z.object({
        id: z.string(),
        state: z.enum(['open', 'closed']),
        title: z.string(),
        ground: z.string(),
        persons: z.array(z.object({ person: z.string(), label: z.string() })),
        members: z.array(z.string()).readonly(),
        why: z.string(),
        openedAt: z.int(),
        closedAt: z.int().nullable(),
        index: z.int(),
      }),
    ),
  }),
  async handle({ caller }, { ledger }) {
    const masker = await maskerFor(ledger, caller.actor);
    const own = await casesOf(ledger, caller.actor);
    return {
      cases: own.map(({ employees, ...each }) => ({
        ...each,
        persons: employees.map((ref) => ({ person: personOf(ledger, ref), label: masker.text(ref).text })),
      })),
    };
  },
});

/** 立项. Names stay covered; what names these persons may be read beyond the words around a hit. */
export const postCase = defineRoute({
  method: 'POST',
  path: 'cases',
  needs: 'case.open',
  summary: 'Open a case about persons, named by the keys under which they are shown',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    title: z.string().trim().min(1).max(100),
    ground,
    persons: z.array(person).min(1).max(50),
    members: z.array(id).max(50),
    why,
  }),
  reply: z.object({ id: z.string() }),
  async handle({ caller, body: { persons, ...body } }, product) {
    await bringUp(product);
    const employees: string[] = [];
    for (const each of persons) employees.push(await employeeOfPerson(product.ledger, each));
    return { id: await openCase(product.ledger, caller.actor, { ...body, employees }) };
  },
});

export const putCaseMember = defineQuietRoute({
  method: 'PUT',
  path: 'cases/:id/members/:account',
  needs: 'case.open',
  summary: 'Let somebody work on a case, or no longer',
  params: z.object({ id, account: id }),
  query: nothing,
  body: z.strictObject({ member: z.boolean(), why }),
  handle: async ({ caller, params, body }, { ledger }) =>
    await setCaseMember(ledger, caller.actor, params.id, { account: params.account, ...body }),
});
