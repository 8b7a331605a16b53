/** The sync scenarios, our server and a bare Socket.io relay in turns, each in a process of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as Y from 'yjs';
import { schema } from '@shared/adf/schema';
import { plantDocument } from '@shared/adf/yread';
import { startChild, type Child } from '../../support/child.ts';
import type { ChildRequest } from '../../support/realtimeChild.ts';
import type { Row } from '../rows.ts';
import { cadrage, relayed, type Wiring } from './people.ts';
import { measureCursors, measureTyping, type Crowd, type Measured } from './typing.ts';

const script = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** The driver keeps off the processor of the server, where the system can tell them apart. */
const serverCore = 0;

export const startOurs = (dir: string, nodeOptions: string[] = []): Promise<Child<ChildRequest>> =>
  startChild({
    script: script('../../support/realtimeChild.ts'),
    args: [dir, '0'],
    core: serverCore,
    nodeOptions: [
      '--expose-gc',
      ...(process.env.WIREPROF ? ['--cpu-prof', '--cpu-prof-dir=/tmp/wire/prof'] : []),
      ...nodeOptions,
    ],
  });

const startRelay = () =>
  startChild<{ ask: 'usage' }>({ script: script('./relay.ts'), args: [], core: serverCore });

/** One empty paragraph: what every typing scenario starts from, on either server. */
function firstState(): Uint8Array {
  const doc = new Y.Doc();
  plantDocument(doc, schema.node('doc', null, [schema.node('paragraph')]));
  return Y.encodeStateAsUpdateV2(doc);
}

function crowds(full: boolean): Crowd[] {
  const seconds = full ? 10 : 4;
  const rooms = Array.from({ length: 50 }, (_, n) => `room-${n}`);
  return [
    { scenario: 'fanout', documents: ['fanout'], people: 30, writers: 6, perSecond: 25, seconds },
    { scenario: 'rooms', documents: rooms, people: 3, writers: 1, perSecond: 8, seconds },
    { scenario: 'busy', documents: ['busy'], people: 60, writers: 20, perSecond: 30, seconds },
    {
      scenario: 'saturation',
      documents: ['saturation'],
      people: 60,
      writers: 12,
      perSecond: null,
      seconds,
    },
  ];
}

async function inTurns(
  documents: string[],
  measure: (measured: Measured) => Promise<Row[]>,
): Promise<Row[]> {
  const first = firstState();
  const relay = await startRelay();
  const rows = await measure({ wiring: relayed(first), server: relay });
  await relay.stop();

  const dir = await mkdtemp(join(tmpdir(), 'cadrage-bench-'));
  const ours = await startOurs(dir);
  for (const id of documents) {
    await ours.ask({ ask: 'plant', id, state: Buffer.from(first).toString('base64') });
  }
  rows.push(
    ...(await measure({ wiring: cadrage satisfies Wiring, server: ours as Measured['server'] })),
  );
  await ours.stop();
  await rm(dir, { recursive: true, force: true });
  return rows;
}

export async function runSync(o: { full: boolean; only: string[] | null }) {
  const rows: Row[] = [];
  const wanted = (scenario: string) => o.only === null || o.only.includes(scenario);
  for (const crowd of crowds(o.full)) {
    if (!wanted(crowd.scenario)) continue;
    console.error(`${crowd.scenario} …`);
    rows.push(...(await inTurns(crowd.documents, (measured) => measureTyping(crowd, measured))));
  }
  if (wanted('cursors')) {
    console.error('cursors …');
    const seconds = o.full ? 10 : 4;
    rows.push(
      ...(await inTurns(['cursors'], (measured) =>
        measureCursors('cursors', 20, seconds, measured),
      )),
    );
  }
  return { rows, base: 'relay' };
}
