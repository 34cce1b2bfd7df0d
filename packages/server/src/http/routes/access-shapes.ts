import { z } from 'zod';
import { scopeSchema } from '../../access/acts/act.ts';
import { isPermission } from '../../access/matrix.ts';
import { roleNames } from '../../access/roles.ts';

/** What is asked and answered about accounts, roles and acts. */
export const id = z.string().regex(/^[0-9a-f]{32}$/);
export const asked = z.string().min(1).max(100);
export const password = z.string().min(1).max(1_000);
/** A code of an authenticator app, or a recovery code in its place. */
export const code = z.string().min(1).max(100);
/** What a browser's authenticator answers (WebAuthn level 2); looked at in full by `credentials/passkey.ts`. */
export const passkeyAnswer = z.looseObject({ id: z.string().max(2_000) });
export const askedPasskey = z.object({ asked: z.string(), options: z.looseObject({}) });
export const why = z.string().trim().min(5).max(2_000);
export const role = z.enum(roleNames);
export const permission = z.string().refine(isPermission, 'no permission of this name');
export const scope = scopeSchema;
const at = z.int();

export const grant = z.object({
  id: z.string(),
  account: z.string(),
  role,
  scope,
  since: at,
  until: at.nullable(),
  endedAt: at.nullable(),
  index: z.int(),
});

export const account = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  employee: z.string().nullable(),
  state: z.enum(['invited', 'active', 'disabled']),
  madeAt: at,
  hasTotp: z.boolean(),
  grants: z.array(grant).readonly(),
});

export const sessionShown = z.object({
  id: z.string(),
  method: z.string(),
  madeAt: at,
  seenAt: at,
  expiresAt: at,
  agent: z.string(),
  address: z.string(),
});
