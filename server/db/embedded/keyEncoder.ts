/**
 * How a key of several parts becomes bytes that lmdb sorts as the parts sort: null < false < true < numbers < strings by
 * code point. Our own, because lmdb's default reads two nulls in a row back as one, and writes NUL raw in strings of 64
 * characters or more, where it passes for the end of the part. This is a stored format: it never changes.
 */
const tags = { null: 0x08, false: 0x10, true: 0x11, number: 0x20, string: 0x30 };

/** Where the bytes of each type begin and end, as raw parts of a range. */
export const typeBounds = {
  boolean: [Buffer.of(tags.false), Buffer.of(tags.true + 1)],
  number: [Buffer.of(tags.number), Buffer.of(tags.number + 1)],
  string: [Buffer.of(tags.string), Buffer.of(tags.string + 1)],
} as const;

/** What lmdb writes and reads keys with. Bytes are written as they are: they are no part of a key, but an end of a range. */
export const keyEncoder = {
  writeKey(key: unknown, target: Buffer, start: number): number {
    const parts: unknown[] = Array.isArray(key) ? key : [key];
    return parts.reduce<number>((position, part) => writePart(part, target, position), start);
  },

  readKey(source: Buffer, start: number, end: number): unknown[] {
    const parts: unknown[] = [];
    let position = start;
    while (position < end) {
      const { part, next } = readPart(source, position);
      parts.push(part);
      position = next;
    }
    return parts;
  },
};

const numberBytes = 9;

function writePart(part: unknown, target: Buffer, position: number): number {
  // No key at all: lmdb asks for that at the open ends of a range.
  if (part === undefined) return position;
  if (part === null || typeof part === 'boolean') {
    return target.writeUInt8(tags[String(part) as 'null' | 'true' | 'false'], position);
  }
  if (typeof part === 'number') return writeNumber(part, target, position);
  if (typeof part === 'string') return writeString(part, target, position);
  target.set(part as Uint8Array, position);
  return position + (part as Uint8Array).byteLength;
}

/** Big-endian IEEE 754 with the sign turned round, and all other bits too for negative numbers, sorts by value. */
function writeNumber(value: number, target: Buffer, position: number): number {
  target.writeUInt8(tags.number, position);
  target.writeDoubleBE(value, position + 1);
  turn(target, position + 1, value < 0);
  return position + numberBytes;
}

function turn(bytes: Buffer, position: number, isNegative: boolean): void {
  if (!isNegative) bytes[position]! ^= 0x80;
  else for (let i = position; i < position + 8; i += 1) bytes[i]! ^= 0xff;
}

/** Closed by a zero, so that a string sorts before all that it begins; `keyPart` has left no zero in it. */
function writeString(value: string, target: Buffer, position: number): number {
  const length = Buffer.byteLength(value);
  if (position + length + 2 > target.length) throw new RangeError('The key is too long.');
  target.writeUInt8(tags.string, position);
  target.write(value, position + 1);
  return target.writeUInt8(0, position + 1 + length);
}

function readPart(source: Buffer, position: number): { part: unknown; next: number } {
  switch (source[position]) {
    case tags.null:
      return { part: null, next: position + 1 };
    case tags.false:
      return { part: false, next: position + 1 };
    case tags.true:
      return { part: true, next: position + 1 };
    case tags.number:
      return { part: readNumber(source, position + 1), next: position + numberBytes };
    case tags.string: {
      const end = source.indexOf(0, position + 1);
      return { part: source.toString('utf8', position + 1, end), next: end + 1 };
    }
    default:
      throw new Error(`A key holds the unknown tag ${source[position]}.`);
  }
}

function readNumber(source: Buffer, position: number): number {
  const bytes = Buffer.from(source.subarray(position, position + 8));
  turn(bytes, 0, bytes[0]! < 0x80);
  return bytes.readDoubleBE();
}
