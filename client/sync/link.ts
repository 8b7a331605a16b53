/** One connection to a server, shared by the documents of a page: connects, comes back, and says how it stands. */
import { io, type Socket } from 'socket.io-client';
import { openAnswerSchema, closingSchema, noticeSchema } from '@shared/protocol/down';
import type { Notice, OpenAnswer } from '@shared/protocol/down';
import type { CloseCode, Closing } from '@shared/protocol/close';
import { frameEvent, parser } from '@shared/protocol/parser';
import type { DocOpen } from '@shared/protocol/up';
import { layoutVersion, protocolVersion } from '@shared/protocol/version';
import { createBackoff } from './backoff.ts';

export type LinkState =
  | { phase: 'connecting' }
  | { phase: 'open'; polling: boolean }
  | { phase: 'waiting'; retryAt: number }
  | { phase: 'refused'; code: CloseCode }
  | { phase: 'closed' };

/** A document on a link. */
export interface LinkMember {
  readonly documentId: string;
  /** The state of the link changed. */
  linkChanged(state: LinkState): void;
}

/** What documents need of a connection. */
export interface Link {
  readonly state: LinkState;
  join(member: LinkMember): void;
  leave(member: LinkMember): void;
  has(documentId: string): boolean;
  /** Calls back with null when the connection ends first. Never later than the frames that follow the answer. */
  open(request: DocOpen, answer: (answer: OpenAnswer | null) => void): void;
  closeRoom(room: number): void;
  send(frame: Uint8Array): void;
  /** Hands the frames of a room to a handler; null: to nobody. */
  route(room: number, handler: ((frame: Uint8Array) => void) | null): void;
  /** What is under the connection: a TCP socket in Node, a WebSocket in a browser; null on the slow fallback. */
  transport(): unknown;
}

/** A link that also hears notices: what the page itself holds. */
export interface NoticeLink extends Link {
  onNotice(hear: (notice: Notice) => void): () => void;
}

const answerWithinMs = 30_000;
const connectWithinMs = 15_000;

/** Reads the number of the room without decoding the rest of a frame. */
function roomOf(frame: Uint8Array): number {
  let room = 0;
  for (let i = 1, factor = 1; i < frame.length; i += 1, factor *= 128) {
    room += (frame[i]! & 127) * factor;
    if (frame[i]! < 128) return room;
  }
  return -1;
}

export interface LinkOptions {
  url: string;
  token?: string;
  /** Told to the server for its log. */
  client?: string;
  /** As Socket.io names them; for tests of the fallback. */
  transports?: ('websocket' | 'polling')[];
  ended?: () => void;
}

/** Opens a connection and keeps it open while anybody uses it. */
export function openLink(options: LinkOptions): NoticeLink {
  const members = new Set<LinkMember>();
  const routes = new Map<number, (frame: Uint8Array) => void>();
  const listeners = new Set<(notice: Notice) => void>();
  const backoff = createBackoff();
  let state: LinkState = { phase: 'connecting' };
  let timer: ReturnType<typeof setTimeout> | null = null;
  let told: Closing | null = null;

  const socket: Socket = io(options.url, {
    auth: {
      protocol: protocolVersion,
      layout: layoutVersion,
      client: options.client ?? 'cadrage/sync',
      ...(options.token !== undefined && { token: options.token }),
    },
    parser,
    transports: options.transports ?? ['websocket', 'polling'],
    tryAllTransports: true,
    perMessageDeflate: undefined,
    forceNew: true,
    autoConnect: false,
    reconnection: false,
    withCredentials: true,
    timeout: connectWithinMs,
  } as Parameters<typeof io>[1]);

  function become(next: LinkState): void {
    state = next;
    for (const member of [...members]) member.linkChanged(next);
  }

  function connect(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    told = null;
    become({ phase: 'connecting' });
    socket.connect();
  }

  /** Comes back later, unless the server said that this would not help (H5). */
  function lost(why: Closing | null): void {
    routes.clear();
    if (state.phase === 'closed' || state.phase === 'waiting') return;
    if (why && !why.retry) return become({ phase: 'refused', code: why.code });
    const wait = backoff.next();
    timer = setTimeout(connect, wait);
    become({ phase: 'waiting', retryAt: Date.now() + wait });
  }

  const polling = () => socket.io.engine?.transport.name === 'polling';

  socket.on('connect', () => {
    backoff.reset();
    become({ phase: 'open', polling: polling() });
    socket.io.engine.on('upgrade', () => become({ phase: 'open', polling: polling() }));
  });
  socket.on('connect_error', (error: Error & { data?: unknown }) => {
    const why = closingSchema.safeParse(error.data);
    lost(why.success ? (why.data as Closing) : null);
  });
  socket.on('closing', (body: unknown) => {
    const why = closingSchema.safeParse(body);
    if (why.success) told = why.data as Closing;
  });
  socket.on('disconnect', () => lost(told));
  socket.on(frameEvent, (frame: Uint8Array) => routes.get(roomOf(frame))?.(frame));
  socket.on('notice', (body: unknown) => {
    const notice = noticeSchema.safeParse(body);
    if (notice.success) for (const hear of listeners) hear(notice.data);
  });

  // A browser knows of a pulled cable before any timer does.
  const online = () => {
    if (state.phase === 'waiting') connect();
  };
  const offline = () => {
    if (state.phase === 'open' || state.phase === 'connecting') socket.disconnect();
  };
  const browser = typeof window === 'undefined' ? null : window;
  browser?.addEventListener('online', online);
  browser?.addEventListener('offline', offline);

  function close(): void {
    if (state.phase === 'closed') return;
    state = { phase: 'closed' };
    if (timer) clearTimeout(timer);
    browser?.removeEventListener('online', online);
    browser?.removeEventListener('offline', offline);
    socket.disconnect();
    options.ended?.();
  }

  const closeIfUnused = () => {
    if (members.size === 0 && listeners.size === 0) close();
  };

  connect();

  return {
    get state() {
      return state;
    },
    join: (member) => void members.add(member),
    leave(member) {
      members.delete(member);
      closeIfUnused();
    },
    has: (documentId) => [...members].some((member) => member.documentId === documentId),
    open(request, answer) {
      socket
        .timeout(answerWithinMs)
        .emit('doc.open', request, (error: Error | null, body: unknown) => {
          const parsed = error ? null : openAnswerSchema.safeParse(body);
          answer(parsed?.success ? parsed.data : null);
        });
    },
    closeRoom(room) {
      routes.delete(room);
      if (socket.connected) socket.emit('doc.close', { room });
    },
    send(frame) {
      if (socket.connected) socket.emit(frameEvent, frame);
    },
    route(room, handler) {
      if (handler) routes.set(room, handler);
      else routes.delete(room);
    },
    transport() {
      const transport = socket.io.engine?.transport as unknown as {
        ws?: { _socket?: unknown };
      };
      return transport?.ws?._socket ?? transport?.ws ?? null;
    },
    onNotice(hear) {
      listeners.add(hear);
      return () => {
        listeners.delete(hear);
        closeIfUnused();
      };
    },
  };
}
