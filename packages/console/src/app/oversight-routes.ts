import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn, text } from './root-routes.ts';

const my = createRoute({
  getParentRoute: () => signedIn,
  path: '/my',
  component: lazyRouteComponent(() => import('../features/security/security-page.tsx'), 'SecurityPage'),
});

const acts = createRoute({
  getParentRoute: () => signedIn,
  path: '/acts',
  component: lazyRouteComponent(() => import('../features/acts/acts-page.tsx'), 'ActsPage'),
});

const accounts = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts',
  component: lazyRouteComponent(() => import('../features/accounts/accounts-page.tsx'), 'AccountsPage'),
});

const watch = createRoute({
  getParentRoute: () => signedIn,
  path: '/watch',
  component: lazyRouteComponent(() => import('../features/watch/watch-page.tsx'), 'WatchPage'),
});

const watchReport = createRoute({
  getParentRoute: () => signedIn,
  path: '/watch/report',
  component: lazyRouteComponent(() => import('../features/watch/report-page.tsx'), 'ReportPage'),
});

const matrix = createRoute({
  getParentRoute: () => signedIn,
  path: '/matrix',
  component: lazyRouteComponent(() => import('../features/matrix/matrix-page.tsx'), 'MatrixPage'),
});

const holds = createRoute({
  getParentRoute: () => signedIn,
  path: '/holds',
  component: lazyRouteComponent(() => import('../features/holds/holds-page.tsx'), 'HoldsPage'),
});

const cases = createRoute({
  getParentRoute: () => signedIn,
  path: '/cases',
  component: lazyRouteComponent(() => import('../features/cases/cases-page.tsx'), 'CasesPage'),
});

const caseOne = createRoute({
  getParentRoute: () => signedIn,
  path: '/cases/$caseId',
  component: lazyRouteComponent(() => import('./routes/case.tsx'), 'CaseById'),
});

const suggestions = createRoute({
  getParentRoute: () => signedIn,
  path: '/suggestions',
  component: lazyRouteComponent(() => import('../features/suggestions/suggestions-page.tsx'), 'SuggestionsPage'),
});

const rules = createRoute({
  getParentRoute: () => signedIn,
  path: '/rules',
  component: lazyRouteComponent(() => import('../features/rules/rules-page.tsx'), 'RulesPage'),
});

const custodians = createRoute({
  getParentRoute: () => signedIn,
  path: '/custodians',
  component: lazyRouteComponent(() => import('../features/custodians/custodians-page.tsx'), 'CustodiansPage'),
});

/** `customer` or `person` at `at`, as known by `known`; `upon` is the ground, since `ground` is that of an entry beside it. */
const asOf = createRoute({
  getParentRoute: () => signedIn,
  path: '/as-of',
  validateSearch: (search): { customer?: string; person?: string; at?: string; known?: string; upon?: string } => {
    const names = ['customer', 'person', 'at', 'known', 'upon'] as const;
    return Object.fromEntries(
      names.flatMap((name) => (text(search[name]) === undefined ? [] : [[name, text(search[name])]])),
    );
  },
  component: lazyRouteComponent(() => import('./routes/as-of.tsx'), 'AsOf'),
});

/** The places about who may do and see what, and who did. */
export const oversightRoutes = [
  ...[my, acts, accounts, watch, watchReport, matrix],
  ...[suggestions, holds, cases, caseOne, asOf, rules, custodians],
] as const;
