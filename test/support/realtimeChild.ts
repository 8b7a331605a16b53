/**
 * The real-time server as a process of its own, to be measured and to be killed: `realtimeChild.ts DIR PORT`. It answers over the
 * channel to its parent; `create` plants a document, `usage` tells what the process has used.
 */
import { pino } from 'pino';
import { layoutVersion } from '@shared/protocol/version';
import { openEmbedded } from '@server/db/embedded/openEmbedded';
import { plantParagraphs, startRealtimeServer } from './realtimeServer.ts';

export interface Usage {
  /** Microseconds of processor time, user and system. */
  cpu: number;
  /** Bytes of memory in use, after a collection where the process allows one. */
  memory: number;
}

export type ChildRequest =
  | { ask: 'usage' }
  | { ask: 'create'; id: string; paragraphs: string[] }
  | { ask: 'plant'; id: string; state: string }
  | { ask: 'tail'; id: string };

const [dir, port] = process.argv.slice(2);
if (!dir || !port) throw new Error('realtimeChild.ts DIR PORT');

const db = await openEmbedded({ dir, now: Date.now, log: pino({ level: 'error' }) });
const server = await startRealtimeServer({
  port: Number(port),
  // A benchmark types faster than people do.
  limits: { updatesPerSecond: 2_000, idleMs: 60_000 },
  store: { db, dir, reopen: () => Promise.resolve(db), dispose: () => db.close() },
});

async function answer(request: ChildRequest): Promise<unknown> {
  if (request.ask === 'create')
    return plantParagraphs(db.documents, request.id, request.paragraphs);
  if (request.ask === 'tail') return (await db.documents.load(request.id))?.tail.length ?? null;
  if (request.ask === 'plant') {
    const state = Buffer.from(request.state, 'base64');
    return db.documents.create({ document: request.id, state, authors: [], layoutVersion, at: 0 });
  }
  // Before the collection, which is not the server's work.
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return { cpu: user + system, memory: heapUsed + external } satisfies Usage;
}

process.on('message', (message: { id: number; request: ChildRequest }) => {
  void answer(message.request).then((result) => process.send!({ id: message.id, result }));
});
process.on('SIGTERM', () => {
  void server
    .stop()
    .then(() => db.close())
    .then(() => process.exit(0));
});
process.send!({ ready: server.port });
