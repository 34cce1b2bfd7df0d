import * as client from 'openid-client';
import { Refusal } from '../../kernel/refusal.ts';

/** Errors of the library below openid-client, whose messages are fixed sentences; their causes hold tokens. */
const FIXED_SENTENCES: ReadonlySet<string> = new Set(['OperationProcessingError', 'UnsupportedOperationError']);

/** Any error of a sign-in as `auth.oidc_failed`, keeping of it only what holds no token and nothing of the person. */
export function oidcFailure(error: unknown): Refusal {
  const cause = error instanceof client.ClientError ? error.cause : undefined;
  const refusal = [error, cause].find((each) => each instanceof Refusal);
  return new Refusal('auth.oidc_failed', refusal?.details ?? { why: whyOf(error, cause) });
}

function whyOf(error: unknown, cause: unknown): string {
  if (error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError)
    return `the provider answered ${/^[a-z_]{1,40}$/.test(error.error) ? error.error : 'an error'}`;
  const below = [error, cause].find((each) => each instanceof Error && FIXED_SENTENCES.has(each.name));
  if (below instanceof Error) return below.message;
  if (error instanceof client.ClientError) return error.message;
  return 'an answer of the provider could not be used';
}
