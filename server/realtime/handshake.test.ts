import { describe, expect, test } from 'vitest';
import { layoutVersion, protocolVersion } from '@shared/protocol/version';
import { appendParagraph, textOf } from '@client/sync/index';
import { tokenOf } from '../../test/support/realtimeServer.ts';
import { recordFrames, type RecorderOptions } from '../../test/support/recordFrames.ts';
import { afterThis, join, serverWithScope } from '../../test/support/twoPeople.ts';
import { until } from '../../test/support/until.ts';

const versions = { protocol: protocolVersion, layout: layoutVersion, client: 'test' };
const origin = 'https://cadrage.example';

async function refusal(o: Partial<RecorderOptions>) {
  const server = await serverWithScope({ allowedOrigins: [origin] });
  const recorder = recordFrames({ url: server.url, ...o });
  afterThis(() => recorder.close());
  await until('the server answers', () => recorder.closing !== null || recorder.isConnected);
  return recorder.closing;
}

describe('the handshake', () => {
  test('[H1] a personal token or the session cookie opens a connection', async () => {
    expect(await refusal({ token: tokenOf('ada') })).toBeNull();
    expect(await refusal({ cookie: `cadrage_session=${tokenOf('ada')}` })).toBeNull();
  });

  test('[H1] where WebSocket is blocked, polling serves, and the client says so', async () => {
    const blocked = await serverWithScope({ blockWebSocket: true });
    const ada = join(blocked, 'ada');
    const ben = join(blocked, 'ben');
    await Promise.all([ada.connection.ready, ben.connection.ready]);
    expect(ada.connection.status().polling).toBe(true);
    appendParagraph(ada.doc, 'Slowly');
    await until('Ben reads it', () => textOf(ben.doc) === 'First\nSlowly');
    await until('Ada is told', () => ada.connection.unacknowledged() === 0);

    const open = await serverWithScope();
    const fast = join(open, 'ada');
    await fast.connection.ready;
    expect(fast.connection.status().polling).toBe(false);
  });

  test('[H2] another version is refused before anything else is looked at', async () => {
    const wrongInAllWays = { origin: 'https://evil.example', auth: { ...versions, protocol: 99 } };
    expect(await refusal(wrongInAllWays)).toEqual({
      code: 'protocol.version',
      retry: false,
      protocol: protocolVersion,
      layout: layoutVersion,
    });
    expect(await refusal({ auth: { ...versions, layout: 99 } })).toMatchObject({
      code: 'protocol.version',
    });
    expect(await refusal({ auth: {} })).toMatchObject({ code: 'protocol.version' });
  });

  test('[H3] a page of another origin is refused, one that is listed is not', async () => {
    const token = tokenOf('ada');
    expect(await refusal({ token, origin: 'https://evil.example' })).toEqual({
      code: 'origin.refused',
      retry: false,
    });
    expect(await refusal({ token, origin })).toBeNull();
  });

  test('[H4] nobody in particular is refused', async () => {
    expect(await refusal({ auth: versions })).toEqual({ code: 'auth.required', retry: false });
    expect(await refusal({ token: 'made-up' })).toMatchObject({ code: 'auth.required' });
  });

  test('[H4] a session that ends closes its connections, and nobody else’s', async () => {
    const server = await serverWithScope();
    const ada = join(server, 'ada');
    const ben = join(server, 'ben');
    await Promise.all([ada.connection.ready, ben.connection.ready]);

    server.live.disconnect({ sessionId: 'session-of-ada' });
    await until('Ada is told', () => ada.connection.status().phase === 'blocked');
    expect(ada.connection.status()).toMatchObject({ reason: 'session.ended', retryAt: null });
    expect(ben.connection.status().phase).toBe('ready');
  });

  test('[H5] a client that is refused for good does not try again; one that may come back does', async () => {
    const server = await serverWithScope();
    server.revoke('ada');
    const ada = join(server, 'ada');
    await expect(ada.connection.ready).rejects.toMatchObject({ reason: 'auth.required' });
    expect(ada.connection.status()).toMatchObject({ phase: 'blocked', retryAt: null });

    const ben = join(server, 'ben');
    await ben.connection.ready;
    await server.stop();
    await until('Ben waits to come back', () => ben.connection.status().phase === 'offline');
    expect(ben.connection.status().retryAt).toBeGreaterThan(0);
    expect(ben.connection.status().offlineSince).toBeGreaterThan(0);
    await server.restart();
    await until('Ben is back', () => ben.connection.status().phase === 'ready');
    expect(server.live.health().connections).toBe(1);
  });
});
