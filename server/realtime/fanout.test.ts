import { expect, test } from 'vitest';
import * as ws from 'ws';
import { shareFrame } from './fanout.ts';

test.each([0, 1, 125, 126, 65_535, 65_536, 300_000])(
  '[F2] a message of %i bytes is laid out as the WebSocket library would send it',
  (length) => {
    const message = Buffer.alloc(length, 7);
    const { bytes, options } = shareFrame(message);
    const how = { fin: true, opcode: 2, mask: false, readOnly: true, rsv1: false };
    // Not in the library's types: what Socket.io's own adapter uses too.
    const { Sender } = ws as unknown as { Sender: { frame(data: Buffer, o: object): Buffer[] } };
    expect(options.wsPreEncodedFrame).toEqual([Buffer.concat(Sender.frame(message, how))]);
    expect(bytes).toEqual(message);
    expect(bytes.buffer).toBe(options.wsPreEncodedFrame[0].buffer);
  },
);
