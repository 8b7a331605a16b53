import { expect, test } from 'vitest';
import { encodeUp } from './frames.ts';
import { InvalidFrame } from './frameReader.ts';
import { decodePacket, encodePacket } from './parser.ts';

const packets = [
  { type: 0, nsp: '/', data: { protocol: 1 } },
  { type: 1, nsp: '/' },
  { type: 2, nsp: '/', data: ['doc.open', { document: 'é' }], id: 0 },
  { type: 2, nsp: '/', data: ['notice', { kind: 'k', id: 'i', version: 1 }] },
  { type: 3, nsp: '/', data: [{ room: 1 }], id: 300 },
  { type: 4, nsp: '/', data: { message: 'auth.required' } },
];

test.each(packets)('[F1] a packet of type $type is one binary message and comes back', (packet) => {
  const message = encodePacket(packet);
  expect(message).toBeInstanceOf(Uint8Array);
  expect(decodePacket(message)).toEqual(packet);
});

test('[F1] a document frame is its own message, with nothing around it', () => {
  const frame = encodeUp({
    kind: 'update',
    room: 3,
    number: 1,
    mode: 'edit',
    bytes: new Uint8Array(5),
  });
  const message = encodePacket({ type: 2, nsp: '/', data: ['frame', frame] });
  expect(message).toBe(frame);
  expect(decodePacket(message)).toEqual({ type: 2, nsp: '/', data: ['frame', frame] });
  expect(decodePacket(frame.slice().buffer)).toEqual({ type: 2, nsp: '/', data: ['frame', frame] });
});

const wrong: [string, unknown][] = [
  ['text', '2["doc.open"]'],
  ['an empty message', new Uint8Array()],
  ['an unknown type', new Uint8Array([99, 0])],
  ['a body that is not JSON', new Uint8Array([66, 0, 123])],
  ['an event without a name', encodePacket({ type: 2, nsp: '/', data: [1] })],
  [
    'an event of a name that Socket.io keeps',
    encodePacket({ type: 2, nsp: '/', data: ['disconnect'] }),
  ],
  ['a frame in the form of JSON', encodePacket({ type: 2, nsp: '/', data: ['frame', [1, 2]] })],
  [
    'a control message as large as a document',
    encodePacket({ type: 2, nsp: '/', data: ['a', 'x'.repeat(70_000)] }),
  ],
];

test.each(wrong)('[F3] %s is refused', (_name, message) => {
  expect(() => decodePacket(message)).toThrow(InvalidFrame);
});
