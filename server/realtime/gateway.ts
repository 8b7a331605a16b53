/** The socket edge: handshake (H rules), size limits, control messages by name, and Socket.io kept out of everything behind it. */
import type { Server as HttpServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import { closing, type CloseCode, type Closing } from '@shared/protocol/close';
import type { Notice, OpenAnswer, WirePerson } from '@shared/protocol/down';
import { encodePacket, frameEvent, parser } from '@shared/protocol/parser';
import { InvalidFrame } from '@shared/protocol/frameReader';
import { handshakeSchema, upMessages } from '@shared/protocol/up';
import { layoutVersion, protocolVersion } from '@shared/protocol/version';
import { Connection, type ConnectionDeps } from './connection.ts';
import { shareFrame, type SharedFrame } from './fanout.ts';
import type { Peer } from './peer.ts';

/** Who a handshake turned out to be. */
export interface Identity {
  person: WirePerson;
  sessionId?: string;
}

export interface GatewayDeps extends ConnectionDeps {
  http: HttpServer;
  log: Logger;
  /** H3: may a page of this origin connect; undefined for a script. */
  allowedOrigins(origin: string | undefined, host: string | undefined): boolean;
  identify(handshake: {
    cookie?: string;
    token?: string;
    address: string;
  }): Promise<Identity | null>;
}

export interface Gateway {
  connections(): Connection[];
  /** Tells everybody who hears of it, encoded once. */
  notify(notice: Notice, hears: (connection: Connection) => boolean): void;
  close(): Promise<void>;
}

/** Room for the header of a frame, and for base64 where a proxy leaves only polling. */
const messageBytes = (updateBytes: number) => Math.ceil(updateBytes * 1.4) + 1024;

/** What of Engine.io's own is used: its queue, and the WebSocket under it. Versions are pinned (decision 0002). */
interface Conn {
  request: unknown;
  remoteAddress: string;
  writeBuffer: unknown[];
  transport: { name: string; socket?: { bufferedAmount: number; terminate(): void } };
  write(data: Buffer, options: SharedFrame['options']): void;
}

/** How long a connection may take to hear that the server stops. */
const farewellMs = 500;

class Refused extends Error {
  constructor(readonly data: Closing) {
    super(data.code);
  }
}

function peerOf(socket: Socket): Peer {
  const conn = socket.conn as unknown as Conn;
  let waiting = 0;
  return {
    send(frame) {
      conn.write(frame.bytes, frame.options);
      // While Engine.io can pass messages on it keeps none, and what the network has not taken is the WebSocket's to count.
      waiting = conn.writeBuffer.length === 0 ? 0 : waiting + frame.bytes.length;
    },
    queued() {
      if (conn.writeBuffer.length === 0) waiting = 0;
      return waiting + (conn.transport.socket?.bufferedAmount ?? 0);
    },
    end: (code) => end(socket, code),
    cut: () => cut(socket),
  };
}

function end(socket: Socket, code: CloseCode): void {
  socket.emit('closing', closing(code));
  socket.disconnect(true);
}

function cut(socket: Socket): void {
  const { transport } = socket.conn as unknown as Conn;
  // Closing in order would wait for what this connection does not take.
  transport.socket?.terminate();
  socket.disconnect(true);
}

/** H2 to H4, in that order; throws `Refused`. */
async function judge(socket: Socket, deps: GatewayDeps): Promise<Identity> {
  const { auth, headers, address } = socket.handshake;
  const handshake = handshakeSchema.safeParse(auth);
  const spoken = { protocol: protocolVersion, layout: layoutVersion };
  if (
    !handshake.success ||
    handshake.data.protocol !== protocolVersion ||
    handshake.data.layout !== layoutVersion
  ) {
    throw new Refused({ ...closing('protocol.version'), ...spoken });
  }
  if (!deps.allowedOrigins(headers.origin, headers.host))
    throw new Refused(closing('origin.refused'));
  const { token } = handshake.data;
  const { cookie } = headers;
  const identity = await deps.identify({
    address,
    ...(cookie !== undefined && { cookie }),
    ...(token !== undefined && { token }),
  });
  if (!identity) throw new Refused(closing('auth.required'));
  return identity;
}

async function admit(socket: Socket, deps: GatewayDeps): Promise<Connection> {
  const { person, sessionId } = await judge(socket, deps);
  const connection = new Connection(peerOf(socket), person, sessionId, deps);
  await connection.refreshMemberships();
  return connection;
}

/** Starts answering on `/socket.io` of the given HTTP server. */
export function openGateway(deps: GatewayDeps): Gateway {
  const { log, limits } = deps;
  const connections = new Map<Socket, Connection>();
  const io = new Server(deps.http, {
    parser,
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    maxHttpBufferSize: messageBytes(limits.updateBytes),
    pingInterval: 10_000,
    pingTimeout: 8_000,
    connectTimeout: 10_000,
  });

  io.use((socket, next) => {
    admit(socket, deps).then(
      (connection) => {
        // Known before it is accepted, so that a session that ends in between is found.
        if (socket.conn.readyState !== 'open') return;
        connections.set(socket, connection);
        socket.conn.once('close', () => connections.delete(socket));
        next();
      },
      (error: unknown) => {
        if (error instanceof Refused) return next(error);
        log.error({ err: error }, 'a handshake failed');
        next(new Refused(closing('server.fault')));
      },
    );
  });

  io.on('connection', (socket) => {
    const connection = connections.get(socket);
    if (!connection) return end(socket, 'session.ended');
    listen(socket, connection, log);
    forgetRequest(socket);
  });

  return {
    connections: () => [...connections.values()],
    notify(notice, hears) {
      const packet = { type: 2, nsp: '/', data: ['notice', notice] };
      const frame = shareFrame(encodePacket(packet));
      for (const connection of connections.values()) {
        if (hears(connection)) connection.peer.send(frame);
      }
    },
    async close() {
      const open = [...connections.keys()];
      const gone = open.map(
        (socket) => new Promise((resolve) => socket.conn.once('close', resolve)),
      );
      for (const socket of open) end(socket, 'server.stopping');
      const patience = new AbortController();
      await Promise.race([
        Promise.all(gone),
        setTimeout(farewellMs, null, { signal: patience.signal }).catch(() => undefined),
      ]);
      patience.abort();
      for (const socket of open) cut(socket);
      // The HTTP server is its owner's to close.
      io.engine.close();
    },
  };
}

function listen(socket: Socket, connection: Connection, log: Logger): void {
  const invalid = (what: unknown) => {
    log.warn({ err: what, person: connection.person.id }, 'invalid frame');
    end(socket, 'frame.invalid');
  };

  socket.on(frameEvent, (bytes: unknown) => {
    try {
      if (!(bytes instanceof Uint8Array)) throw new InvalidFrame('not binary');
      connection.frame(bytes);
    } catch (error) {
      if (error instanceof InvalidFrame) return invalid(error);
      log.error({ err: error }, 'a frame could not be handled');
      end(socket, 'server.fault');
    }
  });
  socket.on('doc.open', (body: unknown, answer: unknown) => {
    const request = upMessages['doc.open'].safeParse(body);
    if (!request.success || typeof answer !== 'function') return invalid(request.error);
    void connection.open(request.data, answer as (answer: OpenAnswer) => void);
  });
  socket.on('doc.close', (body: unknown) => {
    const request = upMessages['doc.close'].safeParse(body);
    if (!request.success) return invalid(request.error);
    connection.close(request.data.room);
  });
  // Raised by the parser, just before Socket.io closes the connection.
  socket.on('error', (error: unknown) => {
    if (error instanceof InvalidFrame) invalid(error);
  });
  socket.on('disconnect', () => connection.ended());
}

/** A connection lives for hours; its first request, headers and cookies are needed for no more than the handshake. */
function forgetRequest(socket: Socket): void {
  (socket.conn as unknown as Conn).request = null;
  Object.assign(socket.handshake, { headers: {}, auth: {}, query: {} });
}
