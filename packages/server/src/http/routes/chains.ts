import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Masker } from '../../access/pseudonym.ts';
import { maskerFor } from '../../access/pseudonym.ts';
import type { Compared, Past } from '../../chain/history.ts';
import { compareShown, showHistory } from '../../chain/history.ts';
import { showChain, showChains } from '../../chain/show.ts';
import { exportChain } from '../../export/export-chain.ts';
import { PROFILES } from '../../export/profile.ts';
import { refuseCoveredChain } from '../../export/read-package.ts';
import { worldReadLast } from '../../people/facts.ts';
import { bringUp } from '../../wiring/run.ts';
import { defineRoute } from '../route.ts';
import { nothing } from './nothing.ts';
import {
  chain as chainSchema,
  difference,
  linkInputs,
  place,
  reconstructionShown,
  strength,
  timelineEntry,
  weighing,
  withPerson,
} from './shapes.ts';
import { board } from './sufficiency-shapes.ts';

const chainId = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) });
const placeInLog = z.coerce.number().int().min(0);

/** 证据链, strongest first, as of the head of this call. */
export const chains = defineRoute({
  method: 'GET',
  path: 'chains',
  needs: 'chain.read',
  summary: 'Evidence chains: one employee and one beneficiary each',
  params: nothing,
  query: z.object({ min: strength.default('weak') }),
  body: 'none',
  reply: z.object({ items: z.array(chainSchema) }),

  async handle({ caller, query }, product) {
    await bringUp(product);
    const shown = await showChains(product.ledger, caller.actor, query.min);
    const masker = await maskerFor(product.ledger, caller.actor, await worldReadLast(product.ledger));
    return { items: shown.map((each) => masker.value(withPerson(product.ledger, each))) };
  },
});

export const chain = defineRoute({
  method: 'GET',
  path: 'chains/:id',
  needs: 'chain.read',
  summary: 'One chain with its timeline and the words in their context',
  params: chainId,
  query: nothing,
  body: 'none',
  reply: z.object({
    chain: chainSchema,
    strengthBecause: z.string(),
    weighing,
    inputs: z.array(linkInputs).readonly().describe('what each link was computed from, in the order of `chain.links`'),
    timeline: z.array(timelineEntry),
    sufficiency: board,
    reconstruction: place,
    withheld: z.int(),
  }),

  async handle({ caller, params }, product) {
    await bringUp(product);
    const {
      chain: found,
      reconstruction,
      board: held,
      ...shown
    } = await showChain(product.ledger, caller.actor, params.id);
    const masker = await maskerFor(product.ledger, caller.actor, await worldReadLast(product.ledger));
    const { timeline, ...told } = masker.value(shown);
    return {
      chain: masker.value(withPerson(product.ledger, found)),
      timeline: [...timeline],
      sufficiency: masker.value(held),
      ...told,
      reconstruction,
    };
  },
});

/**
 * A digest is told only to whoever sees all that it was computed of: with the rest of it known, it would tell a guessed name
 * from another.
 */
function shownPast(masker: Masker, { place: at, recordedAt, isNow, ...past }: Past) {
  if (past.status !== 'open') return { ...at, recordedAt, isNow, status: past.status, digest: null, strength: null };
  const { digest, found, status } = past;
  const isWhole = isDeepStrictEqual(masker.value(found), found);
  return { ...at, recordedAt, isNow, status, digest: isWhole ? digest : null, strength: found.chain.strength };
}

/** 历次登记: every time the chain was shown otherwise than before. */
export const chainHistory = defineRoute({
  method: 'GET',
  path: 'chains/:id/history',
  needs: 'chain.read',
  summary: 'Every reconstruction of a chain that was shown, in ledger order',
  params: chainId,
  query: nothing,
  body: 'none',
  reply: z.object({ items: z.array(reconstructionShown) }),

  async handle({ caller, params }, product) {
    await bringUp(product);
    const past = await showHistory(product.ledger, caller.actor, params.id);
    const masker = await maskerFor(product.ledger, caller.actor, await worldReadLast(product.ledger));
    return { items: past.map((each) => shownPast(masker, each)) };
  },
});

/** 两次登记的差异. */
export const chainDiff = defineRoute({
  method: 'GET',
  path: 'chains/:id/diff',
  needs: 'chain.read',
  summary: 'What differs between two reconstructions of a chain, and which entries made it so',
  params: chainId,
  query: z.object({ from: placeInLog, to: z.union([z.literal('now'), placeInLog]).default('now') }),
  body: 'none',
  reply: z.object({
    from: reconstructionShown,
    to: reconstructionShown,
    differences: z.array(difference).readonly().nullable(),
    because: z.string().nullable().describe('why they cannot be compared, in Chinese'),
    withheld: z.int(),
  }),

  async handle({ caller, params, query }, product) {
    await bringUp(product);
    const compared = await compareShown(product.ledger, caller.actor, params.id, query);
    const masker = await maskerFor(product.ledger, caller.actor, await worldReadLast(product.ledger));
    const { from, to, differences, withheld } = compared;
    return {
      from: shownPast(masker, from),
      to: shownPast(masker, to),
      differences: differences === undefined ? null : masker.value(differences),
      because: differences === undefined ? whyNot(compared) : null,
      withheld,
    };
  },
});

const whyNot = ({ from, to }: Compared): string =>
  [from, to].some(({ status }) => status === 'destroyed')
    ? '已销毁，无法比较'
    : '不在您的角色范围内，或属于回避，不能比较';

/** 导出证据包. Built, checked by its own verify and recorded before it is handed out. */
export const chainPackage = defineRoute({
  method: 'POST',
  path: 'chains/:id/packages',
  needs: 'package.make',
  summary: 'Build a package of a chain',
  params: chainId,
  query: nothing,
  body: z.strictObject({ profile: z.enum(PROFILES).default('internal-report') }),
  reply: z.object({
    id: z.string(),
    file: z.string(),
    items: z.int(),
    checkpoint: z.object({ log: z.string(), size: z.int() }),
  }),

  async handle({ caller, params, body }, product) {
    await bringUp(product);
    await refuseCoveredChain(product.ledger, caller.actor, params.id);
    return await exportChain(product, caller.actor, params.id, body.profile);
  },
});
