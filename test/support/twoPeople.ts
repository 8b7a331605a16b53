/** Opens documents as members of the cast, by the shipped client or by hand, and closes all of it after each test. */
import { afterEach } from 'vitest';
import * as Y from 'yjs';
import type { Awareness } from 'y-protocols/awareness';
import type { Mode } from '@shared/protocol/modes';
import { connectDocument, memoryOutbox, type OutboxStore } from '@client/sync/index';
import {
  startRealtimeServer,
  tokenOf,
  type Cast,
  type RealtimeServer,
  type RealtimeServerOptions,
} from './realtimeServer.ts';
import { recordFrames, type Recorder, type RecorderOptions } from './recordFrames.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

/** Run after the test, last registered first. */
export const afterThis = (clean: () => unknown): void => void cleanups.push(clean);

/** A server with the document `scope`, gone after the test. */
export async function serverWithScope(o: RealtimeServerOptions = {}): Promise<RealtimeServer> {
  const server = await startRealtimeServer(o);
  afterThis(() => server.dispose());
  await server.createDocument('scope', ['First']);
  return server;
}

export interface JoinOptions {
  documentId?: string;
  doc?: Y.Doc;
  outbox?: OutboxStore;
  mode?: Mode;
  awareness?: (doc: Y.Doc) => Awareness;
}

/** Connects somebody by the shipped client. */
export function join(server: { url: string }, who: Cast, o: JoinOptions = {}) {
  const doc = o.doc ?? new Y.Doc();
  const awareness = o.awareness?.(doc);
  const connection = connectDocument({
    url: server.url,
    token: tokenOf(who),
    documentId: o.documentId ?? 'scope',
    doc,
    outbox: o.outbox ?? memoryOutbox(),
    ...(o.mode && { mode: o.mode }),
    ...(awareness && { awareness }),
  });
  afterThis(() => {
    connection.close();
    doc.destroy();
  });
  return { doc, connection, awareness };
}

/** Connects somebody by hand, recording every byte. */
export async function record(
  server: { url: string },
  who: Cast,
  o: Partial<RecorderOptions> = {},
): Promise<Recorder> {
  const recorder = recordFrames({ url: server.url, token: tokenOf(who), ...o });
  afterThis(() => recorder.close());
  await recorder.connected();
  return recorder;
}
