import { z } from 'zod';
import type { RefusalCode } from '../../kernel/refusal.ts';
import { Refusal } from '../../kernel/refusal.ts';

/** The keywords of RFC 7644 3.12 that this product answers with. */
export type ScimType =
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidSyntax'
  | 'invalidValue'
  | 'mutability'
  | 'noTarget'
  | 'uniqueness';

/** What RFC 7644 has a status or a keyword of its own for. The sentence names attributes, never values. */
export class ScimRefusal extends Refusal {
  readonly status: 400 | 409 | 412;
  readonly scimType: ScimType | undefined;

  constructor(status: 400 | 409 | 412, scimType: ScimType | undefined, why: string) {
    super('request.invalid', { why });
    this.name = 'ScimRefusal';
    this.status = status;
    this.scimType = scimType;
  }
}

export const invalidValue = (why: string): ScimRefusal => new ScimRefusal(400, 'invalidValue', why);

type Told = { readonly status: number; readonly code: string; readonly detail: string; readonly title: string };
type ScimError = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** Refusals of the product that SCIM knows under a keyword, and under which status directories expect them. */
const KNOWN: Readonly<Partial<Record<RefusalCode, { readonly status: number; readonly scimType: ScimType }>>> = {
  'account.taken': { status: 409, scimType: 'uniqueness' },
  // Not 409, which directories take to mean that what they send is there already.
  'role.excluded': { status: 400, scimType: 'invalidValue' },
  'request.invalid': { status: 400, scimType: 'invalidSyntax' },
};

/** The body of an error as RFC 7644 3.12 wants it, for what was answered as `told` everywhere else. */
export function scimErrorOf(error: unknown, told: Told): ScimError {
  const own = error instanceof ScimRefusal ? error : undefined;
  const code = error instanceof z.ZodError ? 'request.invalid' : told.code;
  const known = own ?? KNOWN[code as RefusalCode];
  const status = known?.status ?? (told.status === 422 ? 400 : told.status);
  const scimType = known?.scimType === undefined ? {} : { scimType: known.scimType };
  const detail = told.detail === '' ? told.title : told.detail;
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
  return { status, body: { schemas, ...scimType, detail, status: String(status) } };
}
