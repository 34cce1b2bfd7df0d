import { Refusal } from '../../kernel/refusal.ts';

/** Who a provider says has signed in. Only `issuer` and `subject` together identify; everything else can change. */
export type OidcPerson = {
  readonly issuer: string;
  readonly subject: string;
  /** Only one that the provider calls verified. */
  readonly email?: string;
  readonly preferredUsername?: string;
  readonly name?: string;
  /** When the person last proved who they are, in seconds since 1970. */
  readonly authTime?: number;
  /** How, in the words of RFC 8176, as far as the provider says so. */
  readonly amr: readonly string[];
};

type Claims = Readonly<Record<string, unknown>>;

const MOST_CHARACTERS = 320;

/** Reads the checked claims of an ID token, and what the userinfo endpoint says of the same subject besides. */
export function readPerson(claims: Claims, info: Claims = {}): OidcPerson {
  const [issuer, subject] = [textOf(claims.iss), textOf(claims.sub)];
  if (issuer === undefined || subject === undefined)
    throw new Refusal('auth.oidc_failed', { why: 'the subject is no usable text' });
  const email = verifiedEmail(info) ?? verifiedEmail(claims);
  const preferredUsername = textOf(info.preferred_username) ?? textOf(claims.preferred_username);
  const name = textOf(info.name) ?? textOf(claims.name);
  return {
    issuer,
    subject,
    ...(email === undefined ? {} : { email }),
    ...(preferredUsername === undefined ? {} : { preferredUsername }),
    ...(name === undefined ? {} : { name }),
    ...(typeof claims.auth_time === 'number' ? { authTime: claims.auth_time } : {}),
    amr: Array.isArray(claims.amr) ? claims.amr.map(textOf).filter((each) => each !== undefined) : [],
  };
}

/** The address and the word that it is verified must come from the same place. */
function verifiedEmail(said: Claims): string | undefined {
  return said.email_verified === true ? textOf(said.email) : undefined;
}

/** Text that can be stored and shown, as it is. */
function textOf(value: unknown): string | undefined {
  const isText = typeof value === 'string' && value !== '' && value.length <= MOST_CHARACTERS && !/\p{Cc}/u.test(value);
  return isText ? value : undefined;
}
