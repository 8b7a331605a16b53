import * as decoding from 'lib0/decoding';

/** Bytes that are not a frame of this protocol (F3). */
export class InvalidFrame extends Error {
  override readonly name = 'InvalidFrame';
}

const text = new TextDecoder('utf-8', { fatal: true });

/** Reads one message from its first byte to its last; throws `InvalidFrame` rather than look beyond it. */
export class FrameReader {
  readonly #from: decoding.Decoder;

  constructor(bytes: Uint8Array) {
    this.#from = decoding.createDecoder(bytes);
  }

  byte(): number {
    if (!decoding.hasContent(this.#from)) throw new InvalidFrame('too short');
    return decoding.readUint8(this.#from);
  }

  uint(): number {
    try {
      return decoding.readVarUint(this.#from);
    } catch {
      throw new InvalidFrame('not a number');
    }
  }

  /** Length-prefixed UTF-8. lib0's own reader checks the length against the whole buffer, not against the message. */
  string(): string {
    const length = this.uint();
    if (length > this.#left()) throw new InvalidFrame('too short');
    try {
      return text.decode(decoding.readUint8Array(this.#from, length));
    } catch {
      throw new InvalidFrame('not UTF-8');
    }
  }

  /** Everything that is left, as a window on the message. */
  rest(): Uint8Array {
    return decoding.readUint8Array(this.#from, this.#left());
  }

  end(): void {
    if (this.#left() > 0) throw new InvalidFrame('too long');
  }

  #left(): number {
    return this.#from.arr.length - this.#from.pos;
  }
}
