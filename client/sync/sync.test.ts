import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  startRealtimeServer,
  tokenOf,
  type Cast,
  type RealtimeServer,
} from '../../test/support/realtimeServer.ts';
import { until } from '../../test/support/until.ts';
import { appendParagraph, connectDocument, memoryOutbox, textOf } from './index.ts';

let server: RealtimeServer;
const open: { close(): void }[] = [];

beforeEach(async () => {
  server = await startRealtimeServer();
  await server.createDocument('scope', ['First']);
});
afterEach(async () => {
  for (const each of open.splice(0)) each.close();
  await server.dispose();
});

function join(who: Cast, documentId = 'scope', outbox = memoryOutbox()) {
  const doc = new Y.Doc();
  const connection = connectDocument({
    url: server.url,
    token: tokenOf(who),
    documentId,
    doc,
    outbox,
  });
  open.push(connection);
  return { doc, connection, outbox };
}

test('[S1] what one person types, the other reads, and it is acknowledged', async () => {
  const ada = join('ada');
  const ben = join('ben');
  await Promise.all([ada.connection.ready, ben.connection.ready]);
  expect(textOf(ben.doc)).toBe('First');

  appendParagraph(ada.doc, 'Second');
  expect(ada.connection.unacknowledged()).toBe(1);
  await until('Ben reads it', () => textOf(ben.doc) === 'First\nSecond');
  await until('Ada is told', () => ada.connection.unacknowledged() === 0);
  expect(ada.connection.status()).toMatchObject({
    phase: 'ready',
    granted: 'edit',
    polling: false,
  });
});
