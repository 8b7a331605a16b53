import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { notFound } from '@shared/errors';
import { instanceQuery, sessionQuery } from '@client/features/accounts/api';
import { SetUpPage } from '@client/features/accounts/SetUpPage';
import { SignInPage } from '@client/features/accounts/SignInPage';
import { WelcomePage } from '@client/features/accounts/WelcomePage';
import { documentsQuery } from '@client/features/documents/api';
import { DocumentsPage } from '@client/features/documents/DocumentsPage';
import { engagementAt, engagementQuery, engagementsQuery } from '@client/features/engagements/api';
import { HomePage } from '@client/features/engagements/HomePage';
import { OverviewPage } from '@client/features/engagements/OverviewPage';
import { MembersPage } from '@client/features/members/MembersPage';
import { DocumentLayout } from './DocumentLayout.tsx';
import { EngagementLayout } from './EngagementLayout.tsx';
import { LoadingPage } from './LoadingPage.tsx';
import { PlainLayout } from './PlainLayout.tsx';
import { NotFound, RouteFailure, WholeFailure } from './RouteFailure.tsx';
import { SignedInLayout } from './SignedInLayout.tsx';

const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  errorComponent: WholeFailure,
});

/** Only addresses of this page are followed after signing in. */
const ownAddress = (value: unknown) =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } => {
    const to = ownAddress(search.to);
    return to ? { to } : {};
  },
  beforeLoad: async ({ context, search }) => {
    const me = await context.queries.ensureQueryData(sessionQuery);
    if (me) throw redirect({ href: search.to ?? '/' });
  },
  loader: ({ context }) => context.queries.ensureQueryData(instanceQuery),
  component: SignInPage,
});

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'setup',
  component: SetUpPage,
});

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'welcome',
  component: WelcomePage,
});

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(sessionQuery);
    if (!me) {
      const to = location.href === '/' ? undefined : location.href;
      throw redirect({ to: '/sign-in', search: to ? { to } : {} });
    }
  },
  loader: ({ context }) => context.queries.ensureQueryData(engagementsQuery),
  component: SignedInLayout,
  errorComponent: WholeFailure,
});

const plainRoute = createRoute({
  getParentRoute: () => signedInRoute,
  id: 'plain',
  component: PlainLayout,
});

const homeRoute = createRoute({
  getParentRoute: () => plainRoute,
  path: '/',
  component: HomePage,
});

/** Rarely needed, and heavy with its calendar: fetched when it is opened. */
const openRoute = createRoute({
  getParentRoute: () => plainRoute,
  path: 'engagements/new',
  beforeLoad: async ({ context }) => {
    const me = await context.queries.ensureQueryData(sessionQuery);
    if (!me?.abilities.includes('engagement.create')) throw notFound();
  },
  component: lazyRouteComponent(
    () => import('@client/features/engagements/open/OpenEngagementPage'),
    'OpenEngagementPage',
  ),
});

/** Also takes an engagement's key, which is what people say and write. */
const engagementRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'e/$engagement',
  beforeLoad: async ({ context, params }) => {
    const engagements = await context.queries.ensureQueryData(engagementsQuery);
    return { engagementId: engagementAt(engagements, params.engagement).id };
  },
  errorComponent: WholeFailure,
  loader: async ({ context }) => {
    await context.queries.ensureQueryData(engagementQuery(context.engagementId));
    return { engagementId: context.engagementId };
  },
});

const insideRoute = createRoute({
  getParentRoute: () => engagementRoute,
  id: 'inside',
  component: EngagementLayout,
});

const overviewRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/',
  component: OverviewPage,
});

const documentsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: 'documents',
  loader: ({ context }) => context.queries.ensureQueryData(documentsQuery(context.engagementId)),
  component: DocumentsPage,
});

const membersRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: 'members',
  component: MembersPage,
});

const wholeRoute = createRoute({
  getParentRoute: () => engagementRoute,
  id: 'whole',
  component: DocumentLayout,
});

/** The editor is most of the page's weight, and is fetched when a document is first opened. */
const documentRoute = createRoute({
  getParentRoute: () => wholeRoute,
  path: 'd/$documentId',
  component: lazyRouteComponent(() => import('@client/features/documents/DocumentPage')),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  setUpRoute,
  welcomeRoute,
  signedInRoute.addChildren([
    plainRoute.addChildren([homeRoute, openRoute]),
    engagementRoute.addChildren([
      insideRoute.addChildren([overviewRoute, documentsRoute, membersRoute]),
      wholeRoute.addChildren([documentRoute]),
    ]),
  ]),
]);

/** The addresses of the page, and what each needs before it is shown. */
export function createPageRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    // The query cache decides what is fresh.
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 250,
    defaultPendingComponent: LoadingPage,
    defaultErrorComponent: RouteFailure,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
}

export type PageRouter = ReturnType<typeof createPageRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: PageRouter;
  }
}
