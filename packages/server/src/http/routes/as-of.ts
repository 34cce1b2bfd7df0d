import { z } from 'zod';
import { maskerFor } from '../../access/pseudonym.ts';
import { showCustomerAsOf, showPersonAsOf } from '../../cases/show-as-of.ts';
import { parseAsked } from '../../people/asked.ts';
import { worldReadLast } from '../../people/facts.ts';
import { bringUp } from '../../wiring/run.ts';
import { defineRoute } from '../route.ts';
import { customerAsOf, personAsOf, withKeys } from './as-of-shapes.ts';
import { stated } from './entries.ts';

const moment = z.string().transform((text, context) => {
  const at = parseAsked(text);
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: 'a date, or an instant with offset (RFC 3339)' });
  return z.NEVER;
});
const params = z.object({ ref: z.string().min(1).max(256) });
const query = stated.extend({ at: moment, known: moment.optional() });

/** 某日归属与权限 of a customer. A date stands for its end; `known` leaves out what was recorded after it. */
export const customerThen = defineRoute({
  method: 'GET',
  path: 'customers/:ref/as-of',
  needs: 'entry.read',
  summary: 'Who owned a customer and who could open it at an instant, as known now or then',
  params,
  query,
  body: 'none',
  reply: customerAsOf,

  async handle({ caller: { actor }, params: { ref }, query: { at, known, ground, why } }, product) {
    await bringUp(product);
    const { ledger } = product;
    const shown = await showCustomerAsOf(ledger, actor, ref, { at, known }, { ground, why });
    const masker = await maskerFor(ledger, actor, await worldReadLast(ledger));
    return masker.value(withKeys(ledger, shown));
  },
});

/** The same of an employee, by number or by the key under which one whose name is covered is shown. */
export const personThen = defineRoute({
  method: 'GET',
  path: 'people/:ref/as-of',
  needs: 'entry.read',
  summary: 'Post, accounts, customers, permissions and rules of an employee as of an instant',
  params,
  query,
  body: 'none',
  reply: personAsOf,

  async handle({ caller: { actor }, params: { ref }, query: { at, known, ground, why } }, product) {
    await bringUp(product);
    const { ledger } = product;
    const shown = await showPersonAsOf(ledger, actor, ref, { at, known }, { ground, why });
    const masker = await maskerFor(ledger, actor, await worldReadLast(ledger));
    return masker.value(withKeys(ledger, shown));
  },
});
