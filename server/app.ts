import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Logger } from 'pino';
import { AppError } from '@shared/errors';
import type { DemoAccount, Instance } from '@shared/features/accounts/schema';
import { createAccess } from './access/enter.ts';
import type { Application } from './application.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { createEventBus } from './events.ts';
import * as accounts from './features/accounts/actions.ts';
import { accountRoutes } from './features/accounts/routes.ts';
import { accountStore } from './features/accounts/store.ts';
import * as approvals from './features/approvals/actions.ts';
import { approvalRoutes } from './features/approvals/routes.ts';
import { approvalStore } from './features/approvals/store.ts';
import { auditRoutes } from './features/audit/routes.ts';
import { auditStore } from './features/audit/store.ts';
import * as comments from './features/comments/actions.ts';
import { commentRoutes } from './features/comments/routes.ts';
import { threadStore } from './features/comments/store.ts';
import * as documents from './features/documents/actions.ts';
import { documentRoutes } from './features/documents/routes.ts';
import { documentRecords } from './features/documents/store.ts';
import { engagementRoutes } from './features/engagements/routes.ts';
import { engagementStore } from './features/engagements/store.ts';
import * as members from './features/members/actions.ts';
import { memberStore } from './features/members/store.ts';
import { readBody } from './http/body.ts';
import { consoleRoutes } from './http/console.ts';
import { refuseUnknown, replyToErrors } from './http/errors.ts';
import { healthRoutes } from './http/health.ts';
import { identifyRequests } from './http/identify.ts';
import { allowedOrigins, refuseForeignOrigins } from './http/origin.ts';
import { servePage } from './http/page.ts';
import { limitRates } from './http/rates.ts';
import { logRequests } from './http/requests.ts';
import { securityHeaders } from './http/security.ts';
import { cookieIn, sessionCookie } from './http/session.ts';
import { createUpkeep } from './upkeep.ts';
import { startRealtime } from './realtime/documents.ts';
import { defaultLimits } from './realtime/limits.ts';

/** Every collection, so that the store brings each to its present shape before anybody is let in. */
const stores = [
  accountStore,
  approvalStore,
  auditStore,
  documentRecords,
  engagementStore,
  memberStore,
  threadStore,
];

export interface AppDeps {
  config: Config;
  db: Database;
  log: Logger;
  /** The folder of the built page; null where only the API is served. */
  page: string | null;
  /** Lets the command line in from this machine; absent, it is not let in. */
  runSecret?: string;
  /** Who may sign in to the demo; null on a real server. */
  demo?: DemoAccount[] | null;
  now?: () => number;
}

export interface RunningApp {
  app: Application;
  http: Server;
  /** Makes good what a stop left over, then listens; gives the address. */
  listen(): Promise<string>;
  /** Fulfilled when no work that follows a saved change is under way. */
  idle(): Promise<void>;
  /** Lets requests under way end, saves and closes documents, closes the store. */
  close(): Promise<void>;
}

/** The whole server over one store; the list of features stands here. */
export function createApp(deps: AppDeps): RunningApp {
  const { config, db, log } = deps;
  const web = express();
  const http = createServer(web);
  const events = createEventBus((error) => log.error({ err: error }, 'a listener failed'));
  const app: Application = {
    config,
    db,
    log,
    address: () => config.PUBLIC_URL ?? listeningAt(http, config),
    now: deps.now ?? Date.now,
    newId: randomUUID,
    publish: events.publish,
    access: createAccess({
      membership: (engagementId, personId) => members.membershipOf({ db }, engagementId, personId),
      document: (id) => documents.documentFacts({ db }, id),
    }),
    counts: {
      pendingSuggestions: approvals.countPending,
      openThreads: comments.countOpenThreads,
    },
    // Begun before any route is added, so that requests for the socket never reach them.
    live: startLive(http, deps, () => app),
  };
  events.subscribe(({ kind, id, version, to }) => app.live.notify({ kind, id, version }, to));

  const traffic = countTraffic();
  web.disable('x-powered-by');
  web.set('trust proxy', config.TRUST_PROXY);
  web.use(logRequests(log));
  web.use(securityHeaders({ secure: config.PUBLIC_URL?.startsWith('https:') ?? false }));
  web.use(healthRoutes(app.live, traffic.isStopping));
  web.use('/api', traffic.admit, api(app, deps), refuseUnknown);
  if (deps.page !== null) web.use(servePage(deps.page));
  web.use(refuseUnknown);
  web.use(replyToErrors(log));

  for (const declare of stores) declare(app);
  const upkeep = createUpkeep(app);
  return {
    app,
    http,
    async listen() {
      await db.ready();
      await upkeep.start();
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject);
        http.listen(config.PORT, config.HOST, resolve);
      });
      return listeningAt(http, config);
    },
    idle: upkeep.idle,
    async close() {
      const closed = new Promise((resolve) => http.close(resolve));
      await traffic.stop(config.STOP_MS);
      await upkeep.stop();
      await app.live.close();
      http.closeAllConnections();
      await closed;
      await db.close();
    },
  };
}

/** An address that means "all of them" is nobody's to call: then the one of this machine. */
const callable: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

function listeningAt(http: Server, { HOST }: Config): string {
  const { port } = http.address() as AddressInfo;
  const host = callable[HOST] ?? HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Everything below `/api`: no page is served there, and nothing of it is kept by a cache. */
function api(app: Application, deps: AppDeps): express.Router {
  const { config } = app;
  const router = express.Router();
  router.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  if (deps.runSecret !== undefined) {
    router.use('/console', consoleRoutes(app, deps.runSecret, accounts));
  }

  const v1 = express.Router();
  v1.use(refuseForeignOrigins(config));
  v1.use(identifyRequests((credentials) => accounts.identify(app, credentials)));
  v1.use(limitRates(config.REQUESTS_PER_MINUTE));
  v1.use(readBody(config.BODY_BYTES));
  v1.get('/instance', async (_request, response) => {
    const setUp = await accounts.isSetUp(app);
    const instance: Instance = deps.demo
      ? { demo: true, setUp, signIn: deps.demo }
      : { demo: false, setUp };
    response.json(instance);
  });
  v1.use(
    accountRoutes(app),
    engagementRoutes(app),
    documentRoutes(app),
    approvalRoutes(app),
    commentRoutes(app),
    auditRoutes(app),
  );
  return router.use('/v1', v1);
}

/** The real-time side, with this application's idea of who is who and who may what. */
function startLive(http: Server, { config, db, log }: AppDeps, app: () => Application) {
  return startRealtime({
    http,
    store: db.documents,
    log,
    now: () => app().now(),
    newId: randomUUID,
    limits: {
      ...defaultLimits,
      updateBytes: config.UPDATE_BYTES,
      documentBytes: config.DOCUMENT_BYTES,
      updatesPerSecond: config.UPDATES_PER_SECOND,
      stalledMs: config.STALLED_MS,
    },
    allowedOrigins: allowedOrigins(config),
    async identify({ cookie, token }) {
      const session = cookieIn(cookie, sessionCookie);
      const credentials = token === undefined ? { ...(session && { session }) } : { token };
      const actor = await accounts.identify(app(), credentials);
      if (!actor) return null;
      const { personId: id, name, sessionId, tokenId } = actor;
      // What ends either of them ends the connections that came by it.
      const ending = sessionId ?? tokenId;
      return { person: { id, name }, ...(ending !== undefined && { sessionId: ending }) };
    },
    access: (personId, documentId) => documents.liveAccess({ db }, personId, documentId),
    memberships: (personId) => members.membershipsOf({ db }, personId),
    suggestionsSeen: (seen) => approvals.suggestionsSeen(app(), seen),
  });
}

/** Counts requests under way, so that a stop can wait for them and turn new ones away. */
function countTraffic() {
  let stopping = false;
  let open = 0;
  let whenQuiet: (() => void) | undefined;
  return {
    isStopping: () => stopping,
    admit(_request: express.Request, response: express.Response, next: express.NextFunction) {
      if (stopping) throw new AppError('server.stopping');
      open += 1;
      response.once('close', () => {
        open -= 1;
        if (open === 0) whenQuiet?.();
      });
      next();
    },
    /** Waits until nothing is under way, at most so long. */
    async stop(atMostMs: number): Promise<void> {
      stopping = true;
      if (open === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, atMostMs);
        whenQuiet = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
