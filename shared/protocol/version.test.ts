import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { closeCodes } from './close.ts';
import {
  closedSchema,
  downMessages,
  grantSchema,
  openAnswerSchema,
  refusedSchema,
} from './down.ts';
import { firstPacketType, frameKinds } from './frames.ts';
import { handshakeSchema, upMessages } from './up.ts';
import { protocolVersion } from './version.ts';

/** The wire of each version. A change makes a new hash: raise `protocolVersion`, add its line, and tell PROTOCOL.md. */
const hashes: Record<number, string> = {
  1: '30230a4254d01179',
};

test('[H2] whoever changes the wire raises the protocol version', () => {
  const schemas = {
    handshakeSchema,
    ...upMessages,
    ...downMessages,
    openAnswerSchema,
    closedSchema,
    grantSchema,
    refusedSchema,
  };
  const wire = {
    schemas: Object.entries(schemas).map(([name, schema]) => [name, z.toJSONSchema(schema)]),
    frameKinds,
    firstPacketType,
    closeCodes,
  };
  const hash = createHash('sha256').update(JSON.stringify(wire)).digest('hex').slice(0, 16);
  expect(hash).toBe(hashes[protocolVersion]);
});
