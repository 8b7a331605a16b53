import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type TestServer,
  anEngagement,
  password,
  startServer,
} from '../../../test/support/startServer.ts';

let server: TestServer;
let engagementId: string;
beforeAll(async () => {
  server = await startServer({ now: () => Date.UTC(2026, 3, 1, 10) });
  ({ engagementId } = await anEngagement(server));
});
afterAll(() => server.stop());

const wanted = {
  key: 'NEXT',
  name: { en: 'Next', fr: 'Suite', es: 'Siguiente' },
  route: 'A',
  weekOne: '2026-03-02',
  timeZone: 'Europe/Madrid',
  client: { organisation: 'Client SAS' },
  vendor: { organisation: 'Vendor Ltd' },
  people: [
    {
      email: 'new@example.org',
      name: 'Nia the new',
      side: 'client',
      roles: ['sponsor'],
      language: 'es',
    },
    { email: 'ben@example.org', name: 'Ben', side: 'vendor', roles: ['consultant'] },
  ],
};

describe('an engagement', () => {
  test('shows its members where it stands', async () => {
    const ada = await server.as('ada@example.org');
    const { body } = await ada.request('GET', `/api/v1/engagements/${engagementId}`);
    expect(body.engagement).toMatchObject({
      week: 5,
      weeks: 8,
      today: '2026-04-01',
      side: 'client',
    });
    expect(body.engagement.phases.find(({ id }: { id: string }) => id === 'pilot')).toMatchObject({
      from: '2026-03-30',
      to: '2026-04-26',
      progress: 'current',
      label: { en: 'Pilot', fr: 'Phase pilote', es: 'Fase piloto' },
    });
    expect(body.engagement.milestones.filter(({ late }: { late: boolean }) => late)).toHaveLength(
      6,
    );
    expect(
      body.engagement.people.map(({ id, side }: { id: string; side: string }) => [id, side]),
    ).toEqual([
      ['ada', 'client'],
      ['gus', 'client'],
      ['kim', 'client'],
      ['sue', 'client'],
      ['ben', 'vendor'],
      ['leo', 'vendor'],
      ['pat', 'vendor'],
    ]);
  });

  test('is the same as one that does not exist to somebody outside', async () => {
    const eve = await server.as('eve@example.org');
    const outside = await eve.request('GET', `/api/v1/engagements/${engagementId}`);
    const missing = await eve.request('GET', '/api/v1/engagements/none');
    expect(outside.status).toBe(404);
    expect(outside.body).toEqual(missing.body);
    expect((await eve.request('GET', '/api/v1/engagements')).body.engagements).toEqual([]);
  });

  test('is opened by whoever may, who gives people links to choose their first password', async () => {
    const root = await server.as('root@example.org');
    const made = await root.request('POST', '/api/v1/engagements', wanted);
    expect(made.status).toBe(201);
    expect(made.body.invitations).toHaveLength(1);
    expect(made.body.invitations[0]).toMatchObject({ email: 'new@example.org' });
    expect((await root.request('GET', '/api/v1/engagements')).body.engagements).toEqual([]);

    const [address, token] = made.body.invitations[0].link.split('#');
    expect(address).toBe(`${server.url}/welcome`);
    const chosen = await server.anybody.request('POST', '/api/v1/password', { token, password });
    expect(chosen.body.me).toMatchObject({ name: 'Nia the new', language: 'es' });
    const again = await server.anybody.request('POST', '/api/v1/password', { token, password });
    expect(again.body.error.kind).toBe('setup.invalid');

    const nia = await server.signIn('new@example.org');
    const { body } = await nia.request('GET', '/api/v1/engagements');
    expect(body.engagements.map(({ key }: { key: string }) => key)).toEqual(['NEXT']);
  });

  test('is opened by nobody else', async () => {
    const ada = await server.as('ada@example.org');
    const refused = await ada.request('POST', '/api/v1/engagements', { ...wanted, key: 'OTHER' });
    expect(refused.status).toBe(404);
  });

  test('says which field is at fault', async () => {
    const root = await server.as('root@example.org');
    const [first, second] = wanted.people;
    const faulty: [object, { path: string; key: string }][] = [
      [{ key: 'TEST' }, { path: 'key', key: 'key.taken' }],
      [{ weekOne: '2026-03-04' }, { path: 'weekOne', key: 'week-one.monday' }],
      [{ weekOne: '9999-12-27' }, { path: 'weekOne', key: 'week-one.far' }],
      [{ weekOne: '0206-03-03' }, { path: 'weekOne', key: 'week-one.far' }],
      [{ pilot: true }, { path: 'pilot', key: 'pilot.route' }],
      [{ people: [{ ...first, side: 'vendor' }] }, { path: 'people.0.roles', key: 'role.side' }],
      [
        { people: [first, second, { ...second, email: ' New@Example.org ' }] },
        { path: 'people.2.email', key: 'email.twice' },
      ],
    ];
    for (const [change, fault] of faulty) {
      const input = { ...wanted, key: 'FAULTY', ...change };
      const refused = await root.request('POST', '/api/v1/engagements', input);
      expect([refused.status >= 400, refused.body.error?.faults]).toEqual([true, [fault]]);
    }
    const made = await root.request('POST', '/api/v1/engagements', { ...wanted, key: 'FAULTY' });
    expect(made.status).toBe(201);
  });

  test('is opened once when somebody asks again after a lost answer, and gives links that work', async () => {
    const root = await server.as('root@example.org');
    const attempt = crypto.randomUUID();
    const people = [{ ...wanted.people[0], email: 'late@example.org' }];
    const input = { ...wanted, key: 'AGAIN', people, attempt };
    const lost = await root.request('POST', '/api/v1/engagements', input);
    const again = await root.request('POST', '/api/v1/engagements', input);
    expect([lost.status, again.status]).toEqual([201, 201]);
    expect(again.body.engagement.id).toBe(lost.body.engagement.id);

    const token = again.body.invitations[0].link.split('#')[1];
    expect(token).not.toBe(lost.body.invitations[0].link.split('#')[1]);
    const chosen = await server.anybody.request('POST', '/api/v1/password', { token, password });
    expect(chosen.status).toBe(200);

    const other = { ...input, name: 'Something else' };
    const changed = await root.request('POST', '/api/v1/engagements', other);
    expect(changed.body.error).toMatchObject({
      kind: 'conflict.unique',
      faults: [{ path: 'key', key: 'key.taken' }],
    });
  });
});
