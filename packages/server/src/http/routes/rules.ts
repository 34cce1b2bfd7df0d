import { z } from 'zod';
import { settingsDigest } from '../../detect/detect-record.ts';
import { rules as allRules } from '../../detect/rules/index.ts';
import { rulesOff } from '../../detect/store.ts';
import { tryText } from '../../detect/try-text.ts';
import { worldOf } from '../../people/facts.ts';
import { systemActor } from '../../platform/db.ts';
import { defineRoute } from '../route.ts';
import { nothing } from './nothing.ts';

const example = z.object({ name: z.string(), text: z.string().nullable(), fires: z.boolean(), resembles: z.boolean() });

export const rulesShown = z.object({
  /** Of words, patterns and working hours: what decides beside the version. */
  settings: z.string(),
  rules: z.array(
    z.object({
      id: z.string(),
      version: z.int(),
      kind: z.string(),
      title: z.string(),
      severity: z.string(),
      blindSpots: z.array(z.string()),
      examples: z.array(example),
      live: z.boolean(),
    }),
  ),
});

const part = z.object({ why: z.string(), weight: z.number() });

export const tried = z.object({
  normal: z.string(),
  disguised: z.array(z.object({ start: z.int(), end: z.int(), term: z.string(), how: z.string() })).readonly(),
  findings: z
    .array(
      z.object({
        rule: z.string(),
        kind: z.string(),
        severity: z.string(),
        start: z.int(),
        end: z.int(),
        why: z.array(part).readonly(),
      }),
    )
    .readonly(),
  short: z
    .array(z.object({ rule: z.string(), kind: z.string(), score: z.number(), why: z.array(part).readonly() }))
    .readonly(),
});

/** 规则: what each looks at, does not see, and whether it is live. */
export const rules = defineRoute({
  method: 'GET',
  path: 'rules',
  needs: 'rule.read',
  summary: 'The rules with examples and blind spots, and which are live',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: rulesShown,
  async handle(_request, { db }) {
    const off = await db.as(systemActor, rulesOff);
    return {
      settings: settingsDigest(),
      rules: allRules.map((rule) => ({
        ...{ id: rule.id, version: rule.version, kind: rule.kind, title: rule.title, severity: rule.severity },
        blindSpots: [...rule.blindSpots],
        examples: rule.examples.map((each) => ({
          ...{ name: each.name, fires: each.fires, resembles: each.resembles ?? false },
          text: 'says' in each ? each.says.text : null,
        })),
        live: !off.has(`${rule.id} ${rule.version}`),
      })),
    };
  },
});

/** 试一句: how the rules read a sentence that was typed in. Nothing is kept; no record is read. */
export const tryRules = defineRoute({
  method: 'POST',
  path: 'rules/try',
  needs: 'rule.read',
  summary: 'How the rules read a sentence that was typed in',
  params: nothing,
  query: nothing,
  body: z.strictObject({ text: z.string().min(1).max(2_000), speaker: z.enum(['employee', 'outside']) }),
  reply: tried,
  async handle({ body }, { ledger }) {
    const world = await worldOf(ledger);
    return tryText(world, body.text, body.speaker, ledger.clock.now());
  },
});
