/** The sync scenarios, our server and a bare Socket.io relay in turns, each in a process of its own. */
import { fileURLToPath } from 'node:url';
import { startChild } from '../../support/child.ts';
import type { Row } from '../rows.ts';
import { measureColdRace, measureCrash } from './durability.ts';
import { cadrage, relayed } from './people.ts';
import { inPlace, serverCore } from './place.ts';
import { measureBigUpdates, measureMemory, measureOpening, measureSlowReader } from './sizes.ts';
import { oneParagraph } from './state.ts';
import { measureCursors, measureTyping, type Crowd, type Measured } from './typing.ts';

const relayScript = fileURLToPath(new URL('./relay.ts', import.meta.url));
const startRelay = () =>
  startChild<{ ask: 'usage' }>({ script: relayScript, args: [], core: serverCore });

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
  const first = oneParagraph();
  const relay = await startRelay();
  const rows = await measure({ wiring: relayed(first), server: relay });
  await relay.stop();
  const own = await inPlace(async (place) => {
    for (const id of documents) await place.plant(id, first);
    return measure({ wiring: cadrage, server: place.server as Measured['server'] });
  });
  return [...rows, ...own];
}

export async function runSync({ full, only }: { full: boolean; only: string[] | null }) {
  const scenarios: Record<string, () => Promise<Row[]>> = {
    ...Object.fromEntries(
      crowds(full).map((crowd) => [
        crowd.scenario,
        () => inTurns(crowd.documents, (measured) => measureTyping(crowd, measured)),
      ]),
    ),
    cursors: () =>
      inTurns(['cursors'], (measured) => measureCursors('cursors', 20, full ? 10 : 4, measured)),
    crash: () => measureCrash(full ? 5 : 2),
    coldRace: measureColdRace,
    bigUpdate: measureBigUpdates,
    slowReader: measureSlowReader,
    opening: measureOpening,
    memory: () => measureMemory(full ? 500 : 100),
  };
  const rows: Row[] = [];
  for (const [name, run] of Object.entries(scenarios)) {
    if (only && !only.includes(name)) continue;
    console.error(`${name} …`);
    rows.push(...(await run()));
  }
  return { rows, base: 'relay' };
}
