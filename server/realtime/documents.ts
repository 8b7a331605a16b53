/** The real-time server as the rest of the program sees it: documents that are alive, and notices to whoever may hear them. */
import type { Server as HttpServer } from 'node:http';
import type { Node } from 'prosemirror-model';
import type { Logger } from 'pino';
import * as Y from 'yjs';
import { plantDocument } from '@shared/adf/yread';
import type { Audience, Side } from '@shared/audience';
import type { Notice } from '@shared/protocol/down';
import type { DocumentStore } from '@server/db/documentStore';
import type { Access, Connection } from './connection.ts';
import { openGateway, type Identity } from './gateway.ts';
import { startJournal } from './journal.ts';
import type { RealtimeLimits } from './limits.ts';
import type { Durable, SuggestionsSeen } from './roomDeps.ts';
import { createRooms } from './rooms.ts';
import { startPresenceClock } from './presenceClock.ts';
import { createStragglers } from './stragglers.ts';

export type { RealtimeLimits } from './limits.ts';
export type { Notice } from '@shared/protocol/down';

export interface LiveDocuments {
  /** Runs a server-side change on the live document, loading it if needed; resolves once it is durable. */
  change(documentId: string, apply: (doc: Node) => Node): Promise<Durable>;
  /** The document with all that had come in at the call, once that is durable. */
  read(documentId: string): Promise<Node>;
  /** Replaces the document by a fresh one that holds no trace of the old, under a new epoch (D12). */
  rebuild(
    documentId: string,
    make: (doc: Node) => Node,
  ): Promise<{ epoch: number; sequence: number }>;
  /** Judges again what connected people may do, after a role, a state or an override changed (D14). */
  accessChanged(filter: { documentId?: string; personId?: string }): void;
  /** Tells those who may hear of it that something changed (N rules). */
  notify(notice: Notice, to: NoticeAddress): void;
  /** Ends the connections of a session or a person (H4). */
  disconnect(filter: { sessionId?: string; personId?: string }): void;
  health(): { ok: boolean; rooms: number; connections: number; unsaved: number };
  /** Tells the clients, saves what is left, stops. */
  close(): Promise<void>;
}

export type NoticeAddress = { engagementId: string; audience: Audience } | { personId: string };

export interface RealtimeDeps {
  http: HttpServer;
  store: DocumentStore;
  log: Logger;
  now: () => number;
  newId: () => string;
  limits: RealtimeLimits;
  allowedOrigins(origin: string | undefined, host: string | undefined): boolean;
  identify(handshake: {
    cookie?: string;
    token?: string;
    address: string;
  }): Promise<Identity | null>;
  /** Null: not found, or not allowed. */
  access(personId: string, documentId: string): Promise<Access | null>;
  memberships(personId: string): Promise<{ engagementId: string; side: Side }[]>;
  /** First durable appearance of suggestion ids (L8). Idempotent, since a crash may have it told twice. */
  suggestionsSeen(seen: SuggestionsSeen): Promise<void>;
}

/** Starts serving documents over the given HTTP server and store. */
export function startRealtime(deps: RealtimeDeps): LiveDocuments {
  const { log, limits, store, now, newId } = deps;
  const journal = startJournal({ store, log });
  const presence = startPresenceClock(limits.presenceMs);
  const stragglers = createStragglers(limits);
  const rooms = createRooms(
    {
      store,
      journal,
      limits,
      log,
      now,
      newId,
      suggestionsSeen: deps.suggestionsSeen,
      presenceChanged: presence.mark,
      behind: stragglers.add,
    },
    newId(),
  );
  const gateway = openGateway({ ...deps, rooms });

  const matching = (matches: (connection: Connection) => boolean) =>
    gateway.connections().filter(matches);

  return {
    change: async (documentId, apply) => (await rooms.enter(documentId)).change(apply),
    read: async (documentId) => (await rooms.enter(documentId)).read(),
    rebuild: async (documentId, make) =>
      (await rooms.enter(documentId)).rebuild((doc) => plant(make(doc))),
    accessChanged({ documentId, personId }) {
      for (const connection of matching(
        ({ person }) => personId === undefined || person.id === personId,
      )) {
        connection.accessChanged(documentId).catch((error: unknown) => {
          // Nobody keeps a right that could not be looked at again.
          log.error({ err: error }, 'rights could not be judged again');
          connection.peer.end('server.fault');
        });
      }
    },
    notify(notice, to) {
      gateway.notify(notice, (connection) =>
        'personId' in to
          ? connection.person.id === to.personId
          : connection.hears(to.engagementId, to.audience),
      );
    },
    disconnect({ sessionId, personId }) {
      const ended = matching(
        (connection) =>
          (sessionId !== undefined && connection.sessionId === sessionId) ||
          (personId !== undefined && connection.person.id === personId),
      );
      for (const connection of ended) connection.peer.end('session.ended');
    },
    health: () => ({
      ...journal.health(),
      rooms: rooms.all().length,
      connections: gateway.connections().length,
    }),
    async close() {
      stragglers.stop();
      presence.stop();
      await gateway.close();
      await journal.flush().catch((error: unknown) => log.error({ err: error }, 'left unsaved'));
      await rooms.close();
      journal.stop();
    },
  };
}

/** A fresh Yjs document; the server is the author of all of it (A3). */
function plant(node: Node): { state: Uint8Array; authors: [number, string][] } {
  const doc = new Y.Doc();
  plantDocument(doc, node);
  return { state: Y.encodeStateAsUpdateV2(doc), authors: [[doc.clientID, 'system']] };
}
