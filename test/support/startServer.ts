import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type RunningApp, createApp } from '@server/app';
import type { Application } from '@server/application';
import { type Config, readConfig } from '@server/config';
import type { Database } from '@server/db/database';
import { openEmbedded } from '@server/db/embedded/openEmbedded';
import { demoAccounts } from '@server/demo/cast';
import { fillDemo } from '@server/demo/fill';
import { createPerson, createToken } from '@server/features/accounts/actions';
import { hashPassword } from '@server/features/accounts/passwords';

/** The password of everybody whom a test makes. */
export const password = 'a password for tests';

/** A request to the API and its answer, as a page makes it: JSON both ways, with a cookie or a token. */
export interface Caller {
  personId: string;
  cookie?: string;
  request(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    // Tests reach into answers of every shape and compare what they find; a wrong path fails the comparison.
    // oxlint-disable-next-line typescript/no-explicit-any
  ): Promise<{ status: number; body: any; headers: Headers }>;
}

export interface TestServer {
  url: string;
  app: Application;
  running: RunningApp;
  db: Database;
  dir: string;
  /** Signs in with a password, as the page does; the demo's people have the demo's password. */
  signIn(email: string): Promise<Caller>;
  /** A personal token for scripts and sockets. */
  token(email: string): Promise<string>;
  /** Acts with a personal token. */
  as(email: string): Promise<Caller>;
  /** Nobody in particular. */
  anybody: Caller;
  /** Stops, and starts again on the same store and port, as after a deployment. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Fill the store with the demo engagement. */
  demo?: boolean;
  config?: Partial<Config>;
  now?: () => number;
  /** A folder with a built page. */
  page?: string;
  runSecret?: string;
}

/** Starts the real server on the embedded store in a temporary folder, on a free port. */
export async function startServer(options: StartOptions = {}): Promise<TestServer> {
  const dir = mkdtempSync(join(tmpdir(), 'cadrage-test-'));
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
  const read = readConfig({});
  if (!('config' in read)) throw new Error('The defaults are not valid.');
  const config: Config = { ...read.config, PORT: 0, DATA_DIR: dir, ...options.config };
  const now = options.now ?? Date.now;

  async function start() {
    const db = await openEmbedded({ dir, now, log });
    const { page = null, runSecret } = options;
    const running = createApp({
      config,
      db,
      log,
      page,
      now,
      demo: options.demo ? demoAccounts : null,
      ...(runSecret === undefined ? {} : { runSecret }),
    });
    await db.ready();
    const demo = options.demo ? await fillDemo(running.app) : null;
    const url = await running.listen();
    config.PORT = Number(new URL(url).port);
    return { db, running, url, demoPassword: demo?.password };
  }
  let started = await start();

  function caller(personId: string, headers: Record<string, string>): Caller {
    return {
      personId,
      ...(headers.cookie === undefined ? {} : { cookie: headers.cookie }),
      async request(method, path, body) {
        const response = await fetch(new URL(path, started.url), {
          method,
          headers: {
            ...headers,
            origin: started.url,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        const isJson = response.headers.get('content-type')?.includes('json') ?? false;
        return {
          status: response.status,
          body: isJson ? JSON.parse(text) : text,
          headers: response.headers,
        };
      },
    };
  }

  /** A test may have stopped it itself. */
  const close = async () => {
    if (started.running.http.listening) await started.running.close();
  };
  const anybody = caller('', {});
  const server: TestServer = {
    get url() {
      return started.url;
    },
    get app() {
      return started.running.app;
    },
    get running() {
      return started.running;
    },
    get db() {
      return started.db;
    },
    dir,
    anybody,
    async signIn(email) {
      const secret = started.demoPassword ?? password;
      const reply = await anybody.request('POST', '/api/v1/session', { email, password: secret });
      if (reply.status !== 200) throw new Error(`Sign-in failed: ${JSON.stringify(reply.body)}`);
      const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      return caller(reply.body.me.id, { cookie });
    },
    async token(email) {
      const made = await createToken(started.running.app, { email, name: 'test', days: 1 });
      return made.token;
    },
    async as(email) {
      const token = await server.token(email);
      const { body } = await caller('', { authorization: `Bearer ${token}` }).request(
        'GET',
        '/api/v1/session',
      );
      return caller(body.me.id, { authorization: `Bearer ${token}` });
    },
    async restart() {
      await close();
      started = await start();
    },
    async stop() {
      await close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return server;
}

/** The small cast of tests, in one engagement of two companies; Eve takes part in none. */
export async function anEngagement(server: TestServer): Promise<{ engagementId: string }> {
  const passwordHash = await hashPassword(password);
  const { app } = server;
  for (const [id, name] of Object.entries(cast)) {
    await createPerson(app, {
      id,
      name,
      email: `${id}@example.org`,
      language: 'en',
      passwordHash,
      abilities: id === 'root' ? ['engagement.create'] : [],
    });
  }
  const root = await server.as('root@example.org');
  const member = (id: keyof typeof cast, side: 'client' | 'vendor', ...roles: string[]) => ({
    email: `${id}@example.org`,
    name: cast[id],
    side,
    roles,
  });
  const reply = await root.request('POST', '/api/v1/engagements', {
    key: 'TEST',
    name: 'A test',
    route: 'B',
    pilot: true,
    weekOne: '2026-03-02',
    timeZone: 'Europe/Paris',
    client: { organisation: 'Client SAS' },
    vendor: { organisation: 'Vendor Ltd' },
    people: [
      member('ada', 'client', 'point-of-contact'),
      member('sue', 'client', 'sponsor'),
      member('kim', 'client', 'key-user'),
      member('gus', 'client', 'guest'),
      member('ben', 'vendor', 'consultant'),
      member('leo', 'vendor', 'customer-success-officer'),
      member('pat', 'vendor', 'platform-administrator'),
    ],
  });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return { engagementId: reply.body.engagement.id };
}

/** Ada the client, Ben the consultant, Eve the outsider, and those whom only some stories need. */
export const cast = {
  ada: 'Ada the client',
  ben: 'Ben the consultant',
  eve: 'Eve the outsider',
  sue: 'Sue the sponsor',
  kim: 'Kim the key user',
  leo: 'Leo the lead of the vendor',
  gus: 'Gus the guest',
  pat: 'Pat who runs the platform',
  root: 'Ruth who set the server up',
} as const;

/** A document of so many paragraphs of plain text, as ADF. */
export function adfOf(...paragraphs: string[]): { version: 1; type: 'doc'; content: object[] } {
  return {
    version: 1,
    type: 'doc',
    content: paragraphs.map((text) => ({
      type: 'paragraph',
      content: text === '' ? [] : [{ type: 'text', text }],
    })),
  };
}
