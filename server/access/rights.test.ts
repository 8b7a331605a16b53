import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Caller,
  type TestServer,
  adfOf,
  anEngagement,
  startServer,
} from '../../test/support/startServer.ts';

/** Who may call what: every route that needs a membership, by somebody of each side, by an outsider and by nobody. */
type Method = 'GET' | 'POST' | 'PUT';
interface Row {
  method: Method;
  path: string;
  body?: (who: string) => object;
  /** The answer for the sponsor, the lead of the vendor, a consultant, a guest, and whoever runs the platform. */
  sue: number;
  leo: number;
  ben: number;
  gus: number;
  pat: number;
}

const note = { title: 'Note', kind: 'note', adf: adfOf('x') };
const decision = (who: string) => ({
  suggestions: ['kim/1'],
  decision: 'accept',
  key: `key of ${who}`,
});
const thread = { audience: 'shared', body: 'Why?', quote: 'x' };

const rows: Row[] = [
  { method: 'GET', path: '/engagements/:e', sue: 200, leo: 200, ben: 200, gus: 200, pat: 200 },
  {
    method: 'GET',
    path: '/engagements/:e/documents',
    sue: 200,
    leo: 200,
    ben: 200,
    gus: 200,
    pat: 200,
  },
  {
    method: 'GET',
    path: '/engagements/:e/audit',
    sue: 200,
    leo: 200,
    ben: 404,
    gus: 404,
    pat: 404,
  },
  {
    method: 'POST',
    path: '/engagements/:e/documents',
    body: () => note,
    sue: 201,
    leo: 201,
    ben: 201,
    gus: 404,
    pat: 404,
  },
  { method: 'GET', path: '/documents/:d', sue: 200, leo: 200, ben: 200, gus: 404, pat: 404 },
  {
    method: 'GET',
    path: '/documents/:d?format=adf',
    sue: 200,
    leo: 200,
    ben: 200,
    gus: 404,
    pat: 404,
  },
  {
    method: 'PUT',
    path: '/documents/:d/mode',
    body: () => ({ person: 'kim', mode: null }),
    sue: 200,
    leo: 200,
    ben: 404,
    gus: 404,
    pat: 404,
  },
  {
    method: 'GET',
    path: '/documents/:d/suggestions',
    sue: 200,
    leo: 200,
    ben: 200,
    gus: 404,
    pat: 404,
  },
  // Nothing was proposed: whoever may decide is told that it is gone, the others nothing.
  {
    method: 'POST',
    path: '/documents/:d/decisions',
    body: decision,
    sue: 409,
    leo: 409,
    ben: 404,
    gus: 404,
    pat: 404,
  },
  {
    method: 'GET',
    path: '/documents/:d/threads',
    sue: 200,
    leo: 200,
    ben: 200,
    gus: 404,
    pat: 404,
  },
  {
    method: 'POST',
    path: '/documents/:d/threads',
    body: () => thread,
    sue: 201,
    leo: 201,
    ben: 201,
    gus: 404,
    pat: 404,
  },
  {
    method: 'POST',
    path: '/documents/:d/threads/:t/replies',
    body: () => ({ body: 'So.' }),
    sue: 201,
    leo: 201,
    ben: 201,
    gus: 404,
    pat: 404,
  },
  {
    method: 'PUT',
    path: '/documents/:d/threads/:t',
    body: () => ({ state: 'resolved' }),
    sue: 200,
    leo: 200,
    ben: 200,
    gus: 404,
    pat: 404,
  },
  // The same on what is internal to the vendor.
  { method: 'GET', path: '/documents/:v', sue: 404, leo: 200, ben: 200, gus: 404, pat: 404 },
  {
    method: 'GET',
    path: '/documents/:v?format=adf',
    sue: 404,
    leo: 200,
    ben: 200,
    gus: 404,
    pat: 404,
  },
  {
    method: 'PUT',
    path: '/documents/:v/mode',
    body: () => ({ person: 'ben', mode: null }),
    sue: 404,
    leo: 200,
    ben: 404,
    gus: 404,
    pat: 404,
  },
  {
    method: 'GET',
    path: '/documents/:v/suggestions',
    sue: 404,
    leo: 200,
    ben: 200,
    gus: 404,
    pat: 404,
  },
  {
    method: 'POST',
    path: '/documents/:v/decisions',
    body: decision,
    sue: 404,
    leo: 409,
    ben: 404,
    gus: 404,
    pat: 404,
  },
  {
    method: 'GET',
    path: '/documents/:v/threads',
    sue: 404,
    leo: 200,
    ben: 200,
    gus: 404,
    pat: 404,
  },
  {
    method: 'POST',
    path: '/documents/:v/threads',
    body: () => ({ ...thread, audience: 'vendor' }),
    sue: 404,
    leo: 201,
    ben: 201,
    gus: 404,
    pat: 404,
  },
  {
    method: 'POST',
    path: '/documents/:d/threads/:i/replies',
    body: () => ({ body: 'So.' }),
    sue: 404,
    leo: 201,
    ben: 201,
    gus: 404,
    pat: 404,
  },
  {
    method: 'PUT',
    path: '/documents/:d/threads/:i',
    body: () => ({ state: 'resolved' }),
    sue: 404,
    leo: 200,
    ben: 200,
    gus: 404,
    pat: 404,
  },
];

const members = ['sue', 'leo', 'ben', 'gus', 'pat'] as const;
let server: TestServer;
const callers = new Map<string, Caller>();
const ids = new Map<string, string>();

beforeAll(async () => {
  server = await startServer();
  const { engagementId } = await anEngagement(server);
  for (const name of [...members, 'eve']) callers.set(name, await server.as(`${name}@example.org`));
  ids.set(':e', engagementId);
  const documents = `/api/v1/engagements/${engagementId}/documents`;
  const leo = callers.get('leo');
  if (!leo) throw new Error('Leo is missing.');
  const scope = await leo.request('POST', documents, { ...note, kind: 'scope' });
  ids.set(':d', scope.body.document.id);
  ids.set(':v', (await leo.request('POST', documents, note)).body.document.id);
  const threads = `/api/v1/documents/${scope.body.document.id}/threads`;
  ids.set(':t', (await leo.request('POST', threads, thread)).body.thread.id);
  const internal = await leo.request('POST', threads, { ...thread, audience: 'vendor' });
  ids.set(':i', internal.body.thread.id);
});
afterAll(() => server.stop());

function call(who: Caller, name: string, { method, path, body }: Row) {
  const filled = path.replace(/:[a-z]\b/g, (part) => ids.get(part) ?? part);
  return who.request(method, `/api/v1${filled}`, body?.(name));
}

describe.each(rows)('$method $path', (row) => {
  test('answers each member by role and side', async () => {
    const statuses: Record<string, number> = {};
    for (const name of members) {
      const caller = callers.get(name);
      if (caller) statuses[name] = (await call(caller, name, row)).status;
    }
    const { sue, leo, ben, gus, pat } = row;
    expect(statuses).toEqual({ sue, leo, ben, gus, pat });
  });

  test('is not found by an outsider, and refused to nobody in particular', async () => {
    const eve = callers.get('eve');
    const outside = eve && (await call(eve, 'eve', row));
    expect(outside?.status).toBe(404);
    expect(outside?.body).toEqual({ error: { kind: 'not-found' } });
    expect((await call(server.anybody, '', row)).body.error.kind).toBe('auth.required');
  });
});
