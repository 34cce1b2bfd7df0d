import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import type { Enrolled } from './access-types.ts';
import { ApiProblem, post, tell } from './client.ts';

/** Browsers offer passkeys over HTTPS and on localhost only. */
export const canUsePasskeys = browserSupportsWebAuthn;

/** What the browser or its authenticator refused, closed or let run out is one problem like any other. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new ApiProblem('passkey.cancelled', 0, error instanceof Error ? error.name : '');
  }
}

type Ask<Options> = { readonly asked: string; readonly options: Options };

export async function signInByPasskey(): Promise<void> {
  const { asked, options } = await post<Ask<PublicKeyCredentialRequestOptionsJSON>>('/session/passkey', {});
  const response = await answered(() => startAuthentication({ optionsJSON: options }));
  await tell('POST', '/session', { by: 'passkey', asked, response });
}

export async function proveByPasskey(): Promise<void> {
  const { asked, options } = await post<Ask<PublicKeyCredentialRequestOptionsJSON>>('/session/proof/passkey', {});
  const response = await answered(() => startAuthentication({ optionsJSON: options }));
  await tell('POST', '/session/proof', { asked, response });
}

export async function enrolPasskey(label: string): Promise<Enrolled> {
  const { asked, options } = await post<Ask<PublicKeyCredentialCreationOptionsJSON>>('/my/passkeys/ask', {});
  const response = await answered(() => startRegistration({ optionsJSON: options }));
  return await post<Enrolled>('/my/passkeys', { asked, response, label });
}
