/** The real-time server on a free port over the embedded store, with the cast of the tests and rights that a test can change. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import * as Y from 'yjs';
import { schema } from '@shared/adf/schema';
import { plantDocument } from '@shared/adf/yread';
import type { Side } from '@shared/audience';
import type { Mode } from '@shared/protocol/modes';
import { layoutVersion } from '@shared/protocol/version';
import type { DocumentStore } from '@server/db/documentStore';
import { startRealtime, type LiveDocuments } from '@server/realtime/documents';
import { defaultLimits, type RealtimeLimits } from '@server/realtime/limits';
import type { SuggestionsSeen } from '@server/realtime/roomDeps';
import { temporaryStore, type TemporaryStore } from './temporaryStore.ts';

/** Ada is the client, Ben the consultant; Eve is an outsider with an account. */
export const cast = {
  ada: { id: 'ada', name: 'Ada', side: 'client' },
  ben: { id: 'ben', name: 'Ben', side: 'vendor' },
  eve: { id: 'eve', name: 'Eve', side: 'client' },
} as const satisfies Record<string, { id: string; name: string; side: Side }>;

export type Cast = keyof typeof cast;

export const tokenOf = (who: Cast) => `token-of-${who}`;

export interface RealtimeServer {
  readonly url: string;
  readonly port: number;
  readonly live: LiveDocuments;
  readonly store: TemporaryStore;
  /** What `suggestionsSeen` was told. */
  readonly seen: SuggestionsSeen[];
  /** The engagement in which Ada and Ben are. */
  readonly engagementId: string;
  createDocument(id: string, paragraphs?: string[]): Promise<void>;
  /** Null takes the document away from them. */
  grant(who: Cast, documentId: string, mode: Mode | null): void;
  /** Ends sessions whose token is used: the next handshake is refused. */
  revoke(who: Cast): void;
  /** Stops the server and lets go of the port; the store stays open. */
  stop(): Promise<void>;
  /** Starts it again on the same port, over the store as it is on disk. */
  restart(): Promise<void>;
  dispose(): Promise<void>;
}

export interface RealtimeServerOptions {
  limits?: Partial<RealtimeLimits>;
  store?: TemporaryStore;
  port?: number;
  /** Wraps the store, to make it fail or wait. */
  documents?: (store: DocumentStore) => DocumentStore;
  allowedOrigins?: string[];
  /** As a proxy that knows nothing but plain HTTP. */
  blockWebSocket?: boolean;
}

/** A stored document of plain paragraphs, as every document begins. */
export async function plantParagraphs(
  documents: DocumentStore,
  id: string,
  paragraphs: string[],
): Promise<void> {
  const doc = new Y.Doc();
  const blocks = (paragraphs.length > 0 ? paragraphs : ['']).map((text) =>
    schema.node('paragraph', null, text === '' ? [] : [schema.text(text)]),
  );
  plantDocument(doc, schema.node('doc', null, blocks));
  await documents.create({
    document: id,
    state: Y.encodeStateAsUpdateV2(doc),
    authors: [[doc.clientID, 'system']],
    layoutVersion,
    at: 0,
  });
}

/** Starts it; everybody but Eve may edit every document until `grant` says otherwise. */
export async function startRealtimeServer(o: RealtimeServerOptions = {}): Promise<RealtimeServer> {
  const store = o.store ?? (await temporaryStore());
  const grants = new Map<string, Mode | null>();
  const revoked = new Set<string>();
  const seen: SuggestionsSeen[] = [];
  const engagementId = 'engagement';
  const people = Object.values(cast);

  const begin = (http: Server) =>
    startRealtime({
      http,
      store: o.documents?.(store.db.documents) ?? store.db.documents,
      log: pino({ level: 'silent' }),
      now: Date.now,
      newId: randomUUID,
      limits: { ...defaultLimits, ...o.limits },
      allowedOrigins: (origin) => origin === undefined || (o.allowedOrigins ?? []).includes(origin),
      identify: ({ token, cookie }) => {
        // What follows a `#` tells the pages of one person apart, which then share no connection.
        const [given] = (
          token ??
          /(?:^|; )cadrage_session=([^;]+)/.exec(cookie ?? '')?.[1] ??
          ''
        ).split('#');
        const person = people.find(({ id }) => given === tokenOf(id) && !revoked.has(id));
        return Promise.resolve(person ? { person, sessionId: `session-of-${person.id}` } : null);
      },
      access: (personId, documentId) => {
        const key = `${personId} ${documentId}`;
        const granted = grants.has(key) ? grants.get(key)! : personId === 'eve' ? null : 'edit';
        const side = people.find(({ id }) => id === personId)!.side;
        return Promise.resolve(granted ? { engagementId, granted, side } : null);
      },
      memberships: (personId) =>
        Promise.resolve(
          personId === 'eve'
            ? []
            : [{ engagementId, side: people.find(({ id }) => id === personId)!.side }],
        ),
      suggestionsSeen: (each) => {
        seen.push(each);
        return Promise.resolve();
      },
    });

  async function start(port: number) {
    const http = createServer((_request, response) => response.writeHead(404).end());
    const live = begin(http);
    if (o.blockWebSocket) {
      http.removeAllListeners('upgrade');
      http.on('upgrade', (_request, socket) => socket.destroy());
    }
    await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
    return { http, live, port: (http.address() as AddressInfo).port };
  }
  let running = await start(o.port ?? 0);
  let isRunning = true;

  async function stop(): Promise<void> {
    if (!isRunning) return;
    isRunning = false;
    await running.live.close();
    running.http.closeAllConnections();
    await new Promise((resolve) => running.http.close(resolve));
  }

  return {
    url: `http://127.0.0.1:${running.port}`,
    port: running.port,
    get live() {
      return running.live;
    },
    store,
    seen,
    engagementId,
    createDocument: (id, paragraphs = []) => plantParagraphs(store.db.documents, id, paragraphs),
    grant: (who, documentId, mode) => void grants.set(`${who} ${documentId}`, mode),
    revoke: (who) => void revoked.add(who),
    stop,
    async restart() {
      await stop();
      await store.reopen();
      running = await start(running.port);
      isRunning = true;
    },
    async dispose() {
      await stop();
      await store.dispose();
    },
  };
}
