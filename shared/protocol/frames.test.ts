import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeDown,
  decodeUp,
  encodeDown,
  encodeUp,
  type DownFrame,
  type UpFrame,
} from './frames.ts';
import { InvalidFrame } from './frameReader.ts';

const bytes = new Uint8Array([1, 2, 3]);

const up: UpFrame[] = [
  { kind: 'update', room: 7, number: 300, mode: 'suggest', bytes },
  { kind: 'presence', room: 7, clientId: 2 ** 32 - 1, state: '{"cursor":1}' },
];
const down: DownFrame[] = [
  { kind: 'state', room: 1, epoch: 1, sequence: 0, bytes },
  { kind: 'updated', room: 200, epoch: 3, sequence: 70_000, bytes },
  { kind: 'tail', room: 1, epoch: 1, from: 4, sequence: 9, bytes },
  { kind: 'acknowledged', room: 1, epoch: 1, sequence: 5, number: 8 },
  { kind: 'refused', room: 1, number: 2, reason: 'mode.suggest', detail: 'é' },
  { kind: 'present', room: 1, entries: [{ clientId: 5, person: '{"id":"ada"}', state: '' }] },
  { kind: 'access', room: 1, mode: 'comment' },
  { kind: 'closed', room: 1, reason: 'epoch.changed', retry: true },
];

describe('document frames', () => {
  test.each(up)('[F3] a frame up of kind $kind is read as it was written', (frame) => {
    expect(decodeUp(encodeUp(frame))).toEqual(frame);
  });

  test.each(down)('[F3] a frame down of kind $kind is read as it was written', (frame) => {
    expect(decodeDown(encodeDown(frame))).toEqual(frame);
  });

  test('[F3] a frame that is cut short anywhere is refused, and never read beyond its end', () => {
    const closed = encodeDown(down.at(-1)!);
    // The text that follows in the same memory is somebody else's.
    const memory = new Uint8Array([...closed, ...new TextEncoder().encode('"secret"')]);
    for (let length = 0; length < closed.length; length += 1) {
      expect(() => decodeDown(memory.subarray(0, length))).toThrow(InvalidFrame);
    }
  });

  test('[F3] bytes after the end of a frame are refused', () => {
    const access = encodeDown({ kind: 'access', room: 1, mode: 'view' });
    expect(() => decodeDown(new Uint8Array([...access, 0]))).toThrow(InvalidFrame);
  });

  test('[F3] whatever the bytes are, they are a frame or an InvalidFrame', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(30), (random, kind) => {
        for (const decode of [decodeUp, decodeDown]) {
          try {
            decode(new Uint8Array([kind, ...random]));
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidFrame);
          }
        }
      }),
    );
  });

  test('[F3] an unknown mode, kind or reason is refused', () => {
    expect(() => decodeUp(new Uint8Array([1, 1, 1, 9]))).toThrow('unknown mode');
    expect(() => decodeUp(new Uint8Array([17, 1]))).toThrow('unknown kind 17');
    const access = encodeDown({ kind: 'access', room: 1, mode: 'none' as never });
    expect(() => decodeDown(access)).toThrow('unexpected JSON');
  });
});
