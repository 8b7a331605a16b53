/**
 * A client that speaks the protocol by hand and keeps every message that reaches it, byte for byte: for refusals that the shipped client
 * never provokes, and to prove that something was never sent to somebody.
 */
import { io, type Socket } from 'socket.io-client';
import * as Y from 'yjs';
import type { Closing } from '@shared/protocol/close';
import type { Notice, OpenAnswer, Opened } from '@shared/protocol/down';
import { decodeDown, encodeUp, firstPacketType, type DownFrame } from '@shared/protocol/frames';
import type { Mode } from '@shared/protocol/modes';
import { parser } from '@shared/protocol/parser';
import { layoutVersion, protocolVersion } from '@shared/protocol/version';
import { until } from './until.ts';

export interface RecorderOptions {
  url: string;
  token?: string;
  cookie?: string;
  origin?: string;
  auth?: Record<string, unknown>;
  transports?: ('websocket' | 'polling')[];
}

type FrameOf<K extends DownFrame['kind']> = DownFrame & { kind: K };

export interface Recorder {
  readonly socket: Socket;
  /** Every message, Socket.io's own included, as it came off the wire. */
  readonly messages: unknown[];
  readonly notices: Notice[];
  /** Set when the server has refused or ended the connection. */
  readonly closing: Closing | null;
  readonly isConnected: boolean;
  connected(): Promise<void>;
  /** `doc.open`, whatever comes back. */
  ask(body: unknown): Promise<OpenAnswer>;
  /** `doc.open` that must succeed. */
  open(document: string, place?: { epoch: number; sequence: number }): Promise<Opened>;
  update(room: number, number: number, bytes: Uint8Array, mode?: Mode): void;
  raw(bytes: Uint8Array): void;
  /** The document frames so far, of one kind. */
  frames<K extends DownFrame['kind']>(kind: K): FrameOf<K>[];
  /** Waits for the first frame of a kind that fits. */
  frame<K extends DownFrame['kind']>(
    kind: K,
    fits?: (frame: FrameOf<K>) => boolean,
  ): Promise<FrameOf<K>>;
  /** The content that the frames so far make, on top of `doc`. */
  read(room: number, doc?: Y.Doc): Y.Doc;
  /** True when these words are in any byte that reached this client. */
  holds(words: string): boolean;
  close(): void;
}

/** Connects, recording from the first byte. */
export function recordFrames(o: RecorderOptions): Recorder {
  const messages: unknown[] = [];
  const notices: Notice[] = [];
  let closing: Closing | null = null;
  const headers = {
    ...(o.cookie !== undefined && { cookie: o.cookie }),
    ...(o.origin !== undefined && { origin: o.origin }),
  };
  const socket = io(o.url, {
    auth: o.auth ?? {
      protocol: protocolVersion,
      layout: layoutVersion,
      client: 'test',
      ...(o.token !== undefined && { token: o.token }),
    },
    parser,
    transports: o.transports ?? ['websocket'],
    extraHeaders: headers,
    forceNew: true,
    autoConnect: false,
    reconnection: false,
  });
  socket.io.on('open', () => socket.io.engine.on('data', (data) => messages.push(data)));
  socket.on('closing', (body: Closing) => (closing = body));
  socket.on('connect_error', (error: Error & { data?: Closing }) => (closing = error.data ?? null));
  socket.on('notice', (notice: Notice) => notices.push(notice));
  socket.connect();

  const bytes = () => messages.filter((each) => each instanceof Uint8Array);
  const all = () =>
    bytes()
      .filter((each) => each[0]! < firstPacketType)
      .map(decodeDown);
  const ofKind = <K extends DownFrame['kind']>(kind: K) =>
    all().filter((frame): frame is FrameOf<K> => frame.kind === kind);
  const ask = (body: unknown) =>
    socket.timeout(10_000).emitWithAck('doc.open', body) as Promise<OpenAnswer>;

  return {
    socket,
    messages,
    notices,
    get closing() {
      return closing;
    },
    get isConnected() {
      return socket.connected;
    },
    connected: () =>
      until('the connection stands', () => {
        if (closing) throw new Error(`refused: ${closing.code}`);
        return socket.connected;
      }),
    ask,
    async open(document, place) {
      const answer = await ask({ document, ...place });
      if ('error' in answer) throw new Error(`not opened: ${answer.error}`);
      return answer;
    },
    update: (room, number, update, mode = 'edit') =>
      void socket.emit('frame', encodeUp({ kind: 'update', room, number, mode, bytes: update })),
    raw: (frame) => void socket.emit('frame', frame),
    frames: ofKind,
    async frame(kind, fits = () => true) {
      await until(`a frame of kind ${kind} comes`, () => ofKind(kind).some(fits));
      return ofKind(kind).find(fits)!;
    },
    read(room, doc = new Y.Doc()) {
      for (const frame of all()) {
        if (frame.room !== room) continue;
        if (frame.kind === 'state') Y.applyUpdateV2(doc, frame.bytes);
        else if (frame.kind === 'updated' || frame.kind === 'tail') Y.applyUpdate(doc, frame.bytes);
      }
      return doc;
    },
    holds: (words) => bytes().some((each) => Buffer.from(each).includes(words)),
    close: () => void socket.disconnect(),
  };
}

/** The one update that a change of a document makes. */
export function updateOf(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc));
  return Y.encodeStateAsUpdate(doc, before);
}
