/** Everything this program refuses, by name. Words and HTTP status are looked up from the code, never the reverse. */
export const refusalCodes = [
  'record.invalid',
  'record.kind_unknown',
  'record.field_unknown',
  'record.time_invalid',
  'record.text_invalid',
  'record.basis_not_lawful',
  'record.forgotten',
  'record.line_too_long',
  'record.encoding_invalid',
  'record.not_json',
  'record.media_missing',
  'record.out_of_scope',
  'table.row_invalid',
  'table.merged_cell',
  'table.formula_without_value',
  'source.unknown',
  'source.name_invalid',
  'auth.required',
  'auth.forbidden',
  'auth.token_spent',
  'auth.sign_in_failed',
  'auth.wait',
  'auth.fresh_needed',
  'auth.factor_needed',
  'auth.last_factor',
  'auth.password_weak',
  'auth.oidc_failed',
  'account.unknown',
  'account.taken',
  'role.excluded',
  'role.last_administrator',
  'matrix.locked',
  'act.unknown',
  'act.decided',
  'act.expired',
  'act.same_person',
  'act.same_role',
  'reading.needs_ground',
  'hold.unknown',
  'case.unknown',
  'outgoing.refused',
  'outgoing.failed',
  'custodian.refused',
  'request.invalid',
  'request.too_large',
  'request.unsupported_media',
  'request.too_many',
  'not_found',
  'import.needs',
  'import.unrecognised',
  'import.busy',
  'import.password',
  'import.too_large',
  'import.damaged',
  'import.old_excel',
  'import.ids_repeat',
  'import.retracted',
  'mapping.invalid',
  'mapping.unknown',
  'serve.already_running',
  'database.unavailable',
  'disk.full',
  'ledger.append_only',
  'key.destroyed',
  'key.held',
  'destroy.needs_two',
  'package.self_check_failed',
  'package.item_without_basis',
  'document.glyph_missing',
  'config.unknown_name',
  'config.invalid',
  'backup.invalid',
  'cli.usage',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** The codes by which one record of a delivery is set aside while the others are taken. */
export type RecordRefusalCode = Extract<RefusalCode, `record.${string}`>;

/**
 * Thrown where a request cannot be met for a reason its sender can act on; anything else thrown is a bug.
 * Details name places and limits. They must not carry what a record says, since they reach logs.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: RefusalCode, details: Readonly<Record<string, string>> = {}) {
    super(sentenceOf(code, details));
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

function sentenceOf(code: RefusalCode, { why, ...others }: Readonly<Record<string, string>>): string {
  const places = Object.entries(others).map(([name, value]) => `${name}: ${value}`);
  return [...(why === undefined ? [] : [why]), ...places].join('; ') || code;
}
