import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import type { Session } from '../api/access-types.ts';
import { sessionQuery } from '../api/session.ts';
import { Shell } from './shell.tsx';

export type Context = { readonly client: QueryClient };
export const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** `entry=LOG:INDEX` opens an entry beside whatever page is shown, upon `ground`. */
export const rootRoute = createRootRouteWithContext<Context>()({
  validateSearch: (search): { entry?: string; ground?: string } => {
    const [entry, ground] = [text(search.entry), text(search.ground)];
    return { ...(entry !== undefined && { entry }), ...(ground !== undefined && { ground }) };
  },
  component: Shell,
});

/** The full session of whoever is signed in; others are led to where they get one. */
export async function fullSession({ context }: { readonly context: Context }): Promise<Session> {
  const session = await context.client.ensureQueryData(sessionQuery);
  if (session === null) throw redirect({ to: '/sign-in' });
  if (session.level !== 'full') throw redirect({ to: '/enrol' });
  return session;
}

/** Everything within is for whoever has a full session. */
export const signedIn = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async (at) => void (await fullSession(at)),
});
