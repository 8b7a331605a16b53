/**
 * The Socket.io parser of both ends (F1): every packet is one binary message. Document frames pass through untouched as the event
 * `frame`; Socket.io's own packets are a type byte, the acknowledgement number plus one (0: none), and JSON.
 */
import * as encoding from 'lib0/encoding';
import { firstPacketType } from './frames.ts';
import { FrameReader, InvalidFrame } from './frameReader.ts';

/** As in socket.io-parser, whose enumeration cannot be used without its code. */
const packetTypes = { connect: 0, disconnect: 1, event: 2, ack: 3, connectError: 4 } as const;

interface Packet {
  type: number;
  nsp: string;
  data?: unknown;
  id?: number;
}

/** Longer control messages are refused: everything large is a document frame. */
const longestControl = 64 * 1024;

/** The event under which document frames appear on a Socket.io socket. */
export const frameEvent = 'frame';

const json = new TextEncoder();

function isFrame(packet: Packet): Uint8Array | null {
  if (packet.type !== packetTypes.event || !Array.isArray(packet.data)) return null;
  const [name, bytes] = packet.data as unknown[];
  return name === frameEvent && bytes instanceof Uint8Array ? bytes : null;
}

/** The bytes of one packet. */
export function encodePacket(packet: Packet): Uint8Array {
  const frame = isFrame(packet);
  if (frame) return frame;
  const to = encoding.createEncoder();
  encoding.writeUint8(to, firstPacketType + packet.type);
  encoding.writeVarUint(to, packet.id === undefined ? 0 : packet.id + 1);
  if (packet.data !== undefined) {
    encoding.writeUint8Array(to, json.encode(JSON.stringify(packet.data)));
  }
  return encoding.toUint8Array(to);
}

/** The packet that one message stands for; throws `InvalidFrame`. */
export function decodePacket(message: unknown): Packet {
  const bytes = message instanceof ArrayBuffer ? new Uint8Array(message) : message;
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) throw new InvalidFrame('not binary');
  if (bytes[0]! < firstPacketType) {
    return { type: packetTypes.event, nsp: '/', data: [frameEvent, bytes] };
  }
  if (bytes.length > longestControl) throw new InvalidFrame('control message too long');
  const from = new FrameReader(bytes);
  const type = from.byte() - firstPacketType;
  const id = from.uint();
  const data = parse(from.rest());
  if (!shapes[type]?.(data)) throw new InvalidFrame('not a packet');
  return { type, nsp: '/', data, ...(id > 0 && { id: id - 1 }) };
}

function parse(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new InvalidFrame('not JSON');
  }
}

const isObject = (data: unknown) =>
  typeof data === 'object' && data !== null && !Array.isArray(data);
/** Names that Socket.io gives a meaning of its own, and ours for frames, which no control message may take. */
const reserved = new Set([
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
  frameEvent,
]);
const shapes: Record<number, (data: unknown) => boolean> = {
  [packetTypes.connect]: (data) => data === undefined || isObject(data),
  [packetTypes.disconnect]: (data) => data === undefined,
  [packetTypes.event]: (data) =>
    Array.isArray(data) && typeof data[0] === 'string' && !reserved.has(data[0]),
  [packetTypes.ack]: (data) => Array.isArray(data),
  [packetTypes.connectError]: isObject,
};

class Encoder {
  encode(packet: Packet): Uint8Array[] {
    return [encodePacket(packet)];
  }
}

/** Socket.io listens to one event, `decoded`, in the ways of both its ends. */
class Decoder {
  #listeners: ((packet: Packet) => void)[] = [];

  on(_event: 'decoded', listener: (packet: Packet) => void): this {
    this.#listeners.push(listener);
    return this;
  }

  off(_event: 'decoded', listener: (packet: Packet) => void): this {
    this.#listeners = this.#listeners.filter((each) => each !== listener);
    return this;
  }

  removeListener(event: 'decoded', listener: (packet: Packet) => void): this {
    return this.off(event, listener);
  }

  add(message: unknown): void {
    const packet = decodePacket(message);
    for (const listener of this.#listeners) listener(packet);
  }

  destroy(): void {}
}

/** Handed to Socket.io as its `parser` option, on the server and in the client. */
export const parser = { Encoder, Decoder };
