import type { QueryClient } from '@tanstack/react-query';
import { createHashHistory, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { sessionQuery } from '../api/session.ts';
import { Loading } from '../ui/states.tsx';
import { Crash, NotFound } from './fallbacks.tsx';
import { NoRole } from './home.tsx';
import { oversightRoutes } from './oversight-routes.ts';
import { placesFor } from './places.ts';
import { fullSession, rootRoute, signedIn, text } from './root-routes.ts';

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async (at) => {
    const { permissions } = await fullSession(at);
    const [first] = placesFor((each) => permissions.includes(each));
    if (first) throw redirect({ to: first.to });
  },
  component: NoRole,
});

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { token?: string; refused?: string } => {
    const [token, refused] = [text(search.token), text(search.refused)];
    return { ...(token !== undefined && { token }), ...(refused !== undefined && { refused }) };
  },
  component: lazyRouteComponent(() => import('./routes/sign-in.tsx'), 'SignIn'),
});

const enrol = createRoute({
  getParentRoute: () => rootRoute,
  path: '/enrol',
  beforeLoad: async ({ context }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: '/sign-in' });
    if (session.level === 'full') throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('../features/security/enrol-page.tsx'), 'EnrolPage'),
});

const chains = createRoute({
  getParentRoute: () => signedIn,
  path: '/chains',
  component: lazyRouteComponent(() => import('../features/chains/chains-page.tsx'), 'ChainsPage'),
});

const chain = createRoute({
  getParentRoute: () => signedIn,
  path: '/chains/$chainId',
  component: lazyRouteComponent(() => import('./routes/chain.tsx'), 'ChainWithPackage'),
});

const findings = createRoute({
  getParentRoute: () => signedIn,
  path: '/findings',
  component: lazyRouteComponent(() => import('../features/findings/findings-page.tsx'), 'FindingsPage'),
});

const finding = createRoute({
  getParentRoute: () => signedIn,
  path: '/findings/$findingId',
  component: lazyRouteComponent(() => import('./routes/finding.tsx'), 'FindingById'),
});

const imports = createRoute({
  getParentRoute: () => signedIn,
  path: '/imports',
  component: lazyRouteComponent(() => import('../features/imports/imports-page.tsx'), 'ImportsPage'),
});

const importOne = createRoute({
  getParentRoute: () => signedIn,
  path: '/imports/$importId',
  component: lazyRouteComponent(() => import('./routes/import.tsx'), 'ImportById'),
});

const mapping = createRoute({
  getParentRoute: () => signedIn,
  path: '/imports/$importId/mapping/$n',
  component: lazyRouteComponent(() => import('./routes/mapping.tsx'), 'MappingOfFile'),
});

const mappings = createRoute({
  getParentRoute: () => signedIn,
  path: '/mappings',
  component: lazyRouteComponent(() => import('../features/mappings/mappings-page.tsx'), 'MappingsPage'),
});

const deliveries = createRoute({
  getParentRoute: () => signedIn,
  path: '/deliveries',
  component: lazyRouteComponent(() => import('../features/deliveries/deliveries-page.tsx'), 'DeliveriesPage'),
});

const delivery = createRoute({
  getParentRoute: () => signedIn,
  path: '/deliveries/$log/$index',
  component: lazyRouteComponent(() => import('./routes/delivery.tsx'), 'DeliveryByPlace'),
});

const verify = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify',
  component: lazyRouteComponent(() => import('../features/packages/verify-page.tsx'), 'VerifyPage'),
});

const routeTree = rootRoute.addChildren([
  home,
  signIn,
  enrol,
  verify,
  signedIn.addChildren([
    ...[chains, chain, findings, finding],
    ...[imports, importOne, mapping, mappings, deliveries, delivery],
    ...oversightRoutes,
  ]),
]);

/** Search values are plain text: read as JSON, a token of digits would come back as a rounded number. */
function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(search).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  return parts.length === 0 ? '' : `?${new URLSearchParams(parts)}`;
}

/** Places are kept after `#`: the console works from any static server, and no token reaches a server log. */
export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    history: createHashHistory(),
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch,
    context: { client },
    defaultPreload: false,
    defaultPendingComponent: Loading,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: Crash,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
