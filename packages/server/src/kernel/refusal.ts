/** Every way the product refuses, as one closed list: status codes and words are chosen from it, and a missing row does not compile. */
export const REFUSAL_CODES = [
  'record.not_json',
  'record.encoding_invalid',
  'record.line_too_long',
  'record.text_invalid',
  'record.kind_unknown',
  'record.field_unknown',
  'record.time_invalid',
  'record.basis_not_lawful',
  'record.invalid',
  'record.forgotten',
  'source.unknown',
  'source.name_invalid',
  'auth.required',
  'auth.forbidden',
  'auth.token_spent',
  'request.invalid',
  'request.too_large',
  'request.unsupported_media',
  'request.too_many',
  'not_found',
  'import.needs',
  'import.unrecognised',
  'import.busy',
  'serve.already_running',
  'database.unavailable',
  'disk.full',
  'ledger.append_only',
  'key.destroyed',
  'key.held',
  'destroy.needs_two',
  'package.self_check_failed',
  'package.item_without_basis',
  'config.unknown_name',
  'config.invalid',
  'backup.invalid',
  'cli.usage',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/**
 * A request or an input that is refused. Anything else that is thrown is a bug. `details` name fields,
 * positions and reasons in plain English; they never hold the content that was refused.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: RefusalCode, details: Readonly<Record<string, string>>) {
    super([code, ...Object.values(details)].join(': '));
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}
