import { describe, expect, test } from 'vitest';
import { hearNotices } from '@client/sync/index';
import type { Notice } from '@shared/protocol/down';
import { tokenOf } from '../../test/support/realtimeServer.ts';
import { afterThis, record, serverWithScope } from '../../test/support/twoPeople.ts';
import { until } from '../../test/support/until.ts';

const notice = (id: string): Notice => ({ kind: 'thread.opened', id, version: 1 });

describe('notices', () => {
  test('[N1] a notice says what kind of thing changed, which, and its version: no more', async () => {
    const server = await serverWithScope();
    const heard: Notice[] = [];
    afterThis(hearNotices({ url: server.url, token: tokenOf('ada') }, (each) => heard.push(each)));
    await until('Ada is connected', () => server.live.health().connections === 1);
    server.live.notify(notice('t1'), { personId: 'ada' });
    await until('she hears it', () => heard.length === 1);
    expect(heard).toEqual([{ kind: 'thread.opened', id: 't1', version: 1 }]);
  });

  test('[N2] what is internal to one side is in no byte that the other side receives', async () => {
    const server = await serverWithScope();
    const [ada, ben, eve] = await Promise.all([
      record(server, 'ada'),
      record(server, 'ben'),
      record(server, 'eve'),
    ]);
    const { engagementId } = server;
    server.live.notify(notice('internal-to-client'), { engagementId, audience: 'client' });
    server.live.notify(notice('internal-to-vendor'), { engagementId, audience: 'vendor' });
    server.live.notify(notice('for-ben-alone'), { personId: 'ben' });
    server.live.notify(notice('shared'), { engagementId, audience: 'shared' });
    server.live.notify(notice('elsewhere'), { engagementId: 'another', audience: 'shared' });
    server.live.notify(notice('last'), { personId: 'eve' });

    await until(
      'all have heard the last one',
      () =>
        [ada, ben].every(({ notices }) => notices.some(({ id }) => id === 'shared')) &&
        eve.notices.length > 0,
    );
    expect(ada.notices.map(({ id }) => id)).toEqual(['internal-to-client', 'shared']);
    expect(ben.notices.map(({ id }) => id)).toEqual([
      'internal-to-vendor',
      'for-ben-alone',
      'shared',
    ]);
    expect(eve.notices.map(({ id }) => id)).toEqual(['last']);
    expect(ada.holds('internal-to-vendor')).toBe(false);
    expect(ben.holds('internal-to-client')).toBe(false);
  });

  test('[N3] whoever acted hears the same notice as everybody', async () => {
    const server = await serverWithScope();
    const [ada, other, ben] = await Promise.all([
      record(server, 'ada'),
      record(server, 'ada'),
      record(server, 'ben'),
    ]);
    server.live.notify(notice('by-ada'), { engagementId: server.engagementId, audience: 'shared' });
    const everybody = [ada, other, ben];
    await until('all hear it', () => everybody.every(({ notices }) => notices.length === 1));
  });
});
