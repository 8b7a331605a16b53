/**
 * One encoding for many receivers (F2). A WebSocket frame from a server is not masked, so its bytes are the same for everybody:
 * header and payload are laid out once in one buffer, and each receiver costs one write. Engine.io takes such a frame by its internal
 * packet option `wsPreEncodedFrame`, and where it cannot (polling) encodes `bytes` itself.
 */
export interface SharedFrame {
  /** The message, a window on `options.wsPreEncodedFrame`. */
  bytes: Buffer;
  options: { compress: false; wsPreEncodedFrame: [Buffer] };
}

const finalBinary = 0x82;

/** RFC 6455, section 5.2: the header of an unmasked binary message. */
function writeHeader(to: Buffer, length: number): void {
  to[0] = finalBinary;
  if (length < 126) {
    to[1] = length;
  } else if (length < 65_536) {
    to[1] = 126;
    to.writeUInt16BE(length, 2);
  } else {
    to[1] = 127;
    to.writeBigUInt64BE(BigInt(length), 2);
  }
}

const headerBytes = (length: number) => (length < 126 ? 2 : length < 65_536 ? 4 : 10);

/** Lays out a message once, ready to be written to any number of connections. */
export function shareFrame(message: Uint8Array): SharedFrame {
  const offset = headerBytes(message.length);
  const framed = Buffer.allocUnsafeSlow(offset + message.length);
  writeHeader(framed, message.length);
  framed.set(message, offset);
  return {
    bytes: framed.subarray(offset),
    options: { compress: false, wsPreEncodedFrame: [framed] },
  };
}
