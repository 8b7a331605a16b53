/**
 * The binary document frames of PROTOCOL.md (F rules): one table per direction, strict both ways. A reader never looks past
 * the end of its message, because a message is often a window on a larger buffer that holds other people's bytes.
 */
import * as encoding from 'lib0/encoding';
import type { z } from 'zod';
import { FrameReader, InvalidFrame } from './frameReader.ts';
import { modeSchema, type Mode } from './modes.ts';
import { closedSchema, grantSchema, refusedSchema, type Closed, type Grant } from './down.ts';
import type { Refusal } from './refusals.ts';

/** The first byte of every document frame; 64 and above are Socket.io's own packets (`parser.ts`). */
export const frameKinds = {
  update: 1,
  presence: 2,
  state: 17,
  updated: 18,
  acknowledged: 19,
  refused: 20,
  present: 21,
  access: 22,
  closed: 23,
  tail: 24,
} as const;

/** First byte of the packets that are not document frames. */
export const firstPacketType = 64;

export type UpFrame =
  | { kind: 'update'; room: number; number: number; mode: Mode; bytes: Uint8Array }
  /** `state` is JSON chosen by the client, never read by the server; empty means gone. */
  | { kind: 'presence'; room: number; clientId: number; state: string };

export interface PresenceEntry {
  clientId: number;
  /** JSON `{id, name, side}`, written by the server. */
  person: string;
  /** JSON as its client sent it; empty means gone. */
  state: string;
}

export type DownFrame =
  | { kind: 'state'; room: number; epoch: number; sequence: number; bytes: Uint8Array }
  | { kind: 'updated'; room: number; epoch: number; sequence: number; bytes: Uint8Array }
  | { kind: 'tail'; room: number; epoch: number; from: number; sequence: number; bytes: Uint8Array }
  | { kind: 'acknowledged'; room: number; epoch: number; sequence: number; number: number }
  | ({ kind: 'refused'; room: number; number: number } & Refusal)
  | { kind: 'present'; room: number; entries: PresenceEntry[] }
  | ({ kind: 'access'; room: number } & Grant)
  | ({ kind: 'closed'; room: number } & Closed);

/** More people than this in one presence frame is not believable. */
const mostPresent = 10_000;

function write(kind: keyof typeof frameKinds, room: number, fill: (to: encoding.Encoder) => void) {
  const to = encoding.createEncoder();
  encoding.writeUint8(to, frameKinds[kind]);
  encoding.writeVarUint(to, room);
  fill(to);
  return encoding.toUint8Array(to);
}

/** The bytes of a frame from a client. */
export function encodeUp(frame: UpFrame): Uint8Array {
  return write(frame.kind, frame.room, (to) => {
    if (frame.kind === 'update') {
      encoding.writeVarUint(to, frame.number);
      encoding.writeVarUint(to, modeSchema.options.indexOf(frame.mode));
      encoding.writeUint8Array(to, frame.bytes);
    } else {
      encoding.writeVarUint(to, frame.clientId);
      encoding.writeVarString(to, frame.state);
    }
  });
}

/** The frame that a client's bytes stand for; throws `InvalidFrame`. */
export function decodeUp(bytes: Uint8Array): UpFrame {
  const from = new FrameReader(bytes);
  const kind = from.byte();
  const room = from.uint();
  if (kind === frameKinds.update) {
    const number = from.uint();
    const mode = modeSchema.options[from.uint()];
    if (mode === undefined) throw new InvalidFrame('unknown mode');
    return { kind: 'update', room, number, mode, bytes: from.rest() };
  }
  if (kind === frameKinds.presence) {
    const frame = { kind: 'presence', room, clientId: from.uint(), state: from.string() } as const;
    from.end();
    return frame;
  }
  throw new InvalidFrame(`unknown kind ${kind}`);
}

/** The bytes of a frame from the server. */
export function encodeDown(frame: DownFrame): Uint8Array {
  return write(frame.kind, frame.room, (to) => {
    switch (frame.kind) {
      case 'tail':
      case 'state':
      case 'updated':
        encoding.writeVarUint(to, frame.epoch);
        if (frame.kind === 'tail') encoding.writeVarUint(to, frame.from);
        encoding.writeVarUint(to, frame.sequence);
        encoding.writeUint8Array(to, frame.bytes);
        break;
      case 'acknowledged':
        encoding.writeVarUint(to, frame.epoch);
        encoding.writeVarUint(to, frame.sequence);
        encoding.writeVarUint(to, frame.number);
        break;
      case 'refused':
        encoding.writeVarUint(to, frame.number);
        encoding.writeVarString(
          to,
          JSON.stringify({ reason: frame.reason, detail: frame.detail } satisfies Refusal),
        );
        break;
      case 'present':
        encoding.writeVarUint(to, frame.entries.length);
        for (const entry of frame.entries) {
          encoding.writeVarUint(to, entry.clientId);
          encoding.writeVarString(to, entry.person);
          encoding.writeVarString(to, entry.state);
        }
        break;
      case 'access':
        encoding.writeVarString(to, JSON.stringify({ mode: frame.mode } satisfies Grant));
        break;
      case 'closed':
        encoding.writeVarString(
          to,
          JSON.stringify({ reason: frame.reason, retry: frame.retry } satisfies Closed),
        );
    }
  });
}

function json<T>(schema: z.ZodType<T>, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidFrame('not JSON');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new InvalidFrame('unexpected JSON');
  return parsed.data;
}

const readers: Record<number, (room: number, from: FrameReader) => DownFrame> = {
  [frameKinds.state]: (room, from) => ({
    kind: 'state',
    room,
    epoch: from.uint(),
    sequence: from.uint(),
    bytes: from.rest(),
  }),
  [frameKinds.updated]: (room, from) => ({
    kind: 'updated',
    room,
    epoch: from.uint(),
    sequence: from.uint(),
    bytes: from.rest(),
  }),
  [frameKinds.tail]: (room, from) => ({
    kind: 'tail',
    room,
    epoch: from.uint(),
    from: from.uint(),
    sequence: from.uint(),
    bytes: from.rest(),
  }),
  [frameKinds.acknowledged]: (room, from) => ({
    kind: 'acknowledged',
    room,
    epoch: from.uint(),
    sequence: from.uint(),
    number: from.uint(),
  }),
  [frameKinds.refused]: (room, from) => ({
    kind: 'refused',
    room,
    number: from.uint(),
    ...json(refusedSchema, from.string()),
  }),
  [frameKinds.present]: (room, from) => {
    const count = from.uint();
    if (count > mostPresent) throw new InvalidFrame('too many present');
    const entries = Array.from({ length: count }, () => ({
      clientId: from.uint(),
      person: from.string(),
      state: from.string(),
    }));
    return { kind: 'present', room, entries };
  },
  [frameKinds.access]: (room, from) => ({
    kind: 'access',
    room,
    ...json(grantSchema, from.string()),
  }),
  [frameKinds.closed]: (room, from) => ({
    kind: 'closed',
    room,
    ...json(closedSchema, from.string()),
  }),
};

/** The frame that the server's bytes stand for; throws `InvalidFrame`. */
export function decodeDown(bytes: Uint8Array): DownFrame {
  const from = new FrameReader(bytes);
  const kind = from.byte();
  const read = readers[kind];
  if (!read) throw new InvalidFrame(`unknown kind ${kind}`);
  const frame = read(from.uint(), from);
  from.end();
  return frame;
}
