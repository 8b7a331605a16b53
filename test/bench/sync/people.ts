/** The people of a benchmark: the same Y.Docs and the same typing, over either server. */
import type { Socket as TcpSocket } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { Awareness } from 'y-protocols/awareness';
import { connectDocument, memoryOutbox } from '@client/sync/index';
import { parser } from '@shared/protocol/parser';
import { layoutVersion, protocolVersion } from '@shared/protocol/version';
import { tokenOf } from '../../support/realtimeServer.ts';

export interface Person {
  doc: Y.Doc;
  /** Moves the cursor to a place. */
  move(to: number): void;
  /** Called for each cursor of somebody else that arrives. */
  onMoved(listener: () => void): void;
  unsent(): number;
  bytesRead(): number;
  bytesWritten(): number;
  close(): void;
}

/** Somebody who reads only, and whose page we do not need: what arrives is counted and thrown away. */
export interface Onlooker {
  bytesRead(): number;
  tcp(): TcpSocket;
  close(): void;
}

export interface Wiring {
  name: string;
  join(url: string, documentId: string): Promise<Person>;
  watch(url: string, documentId: string): Promise<Onlooker>;
}

interface Counters {
  bytesRead: number;
  bytesWritten: number;
}

const tcpOf = (socket: Socket): TcpSocket =>
  (socket.io.engine.transport as unknown as { ws: { _socket: TcpSocket } }).ws._socket;

async function connect(socket: Socket): Promise<Socket> {
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

const onlooker = (socket: Socket): Onlooker => ({
  bytesRead: () => tcpOf(socket).bytesRead,
  tcp: () => tcpOf(socket),
  close: () => void socket.disconnect(),
});

/** Everybody has a connection of their own, as people have. */
let pages = 0;

/** Our server through the shipped client. */
export const cadrage: Wiring = {
  name: 'cadrage',
  async join(url, documentId) {
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    const token = `${tokenOf('ada')}#${(pages += 1)}`;
    const connection = connectDocument({
      url,
      token,
      documentId,
      doc,
      awareness,
      outbox: memoryOutbox(),
    });
    await connection.ready;
    const tcp = () => connection.socket() as Counters;
    return {
      doc,
      move: (to) => awareness.setLocalStateField('cursor', { anchor: to, head: to }),
      onMoved(listener) {
        awareness.on('change', (change: { updated: number[] }, by: unknown) => {
          if (by !== 'local') for (const _ of change.updated) listener();
        });
      },
      unsent: connection.unacknowledged,
      bytesRead: () => tcp().bytesRead,
      bytesWritten: () => tcp().bytesWritten,
      close() {
        connection.close();
        doc.destroy();
      },
    };
  },
  async watch(url, documentId) {
    const auth = {
      protocol: protocolVersion,
      layout: layoutVersion,
      client: 'bench',
      token: tokenOf('ben'),
    };
    const socket = await connect(
      io(url, { parser, auth, transports: ['websocket'], forceNew: true }),
    );
    await socket.emitWithAck('doc.open', { document: documentId });
    return onlooker(socket);
  },
};

/** The relay, as a chat example would use it. It keeps nothing, so everybody starts from the same bytes. */
export function relayed(first: Uint8Array): Wiring {
  const join = async (url: string, documentId: string) => {
    const socket = await connect(io(url, { transports: ['websocket'], forceNew: true }));
    await socket.emitWithAck('join', documentId);
    return socket;
  };
  return {
    name: 'relay',
    async join(url, documentId) {
      const socket = await join(url, documentId);
      const doc = new Y.Doc();
      Y.applyUpdateV2(doc, first, socket);
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== socket) socket.emit('update', update);
      });
      socket.on('update', (update: ArrayBuffer) =>
        Y.applyUpdate(doc, new Uint8Array(update), socket),
      );
      return {
        doc,
        move(to) {
          const state = JSON.stringify({
            user: { id: 'ada', name: 'Ada' },
            cursor: { anchor: to, head: to },
          });
          socket.emit('presence', new TextEncoder().encode(state));
        },
        onMoved: (listener) => void socket.on('presence', listener),
        unsent: () => 0,
        bytesRead: () => tcpOf(socket).bytesRead,
        bytesWritten: () => tcpOf(socket).bytesWritten,
        close() {
          socket.disconnect();
          doc.destroy();
        },
      };
    },
    watch: async (url, documentId) => onlooker(await join(url, documentId)),
  };
}
