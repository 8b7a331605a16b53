/** A folder for a store and the server over it, for scenarios that only our server can play. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild, type Child } from '../../support/child.ts';
import type { ChildRequest, Usage } from '../../support/realtimeChild.ts';
import type { Row } from '../rows.ts';

const script = fileURLToPath(new URL('../../support/realtimeChild.ts', import.meta.url));
/** The driver keeps off the processor of the server, where the system can tell them apart. */
export const serverCore = 0;

export interface Place {
  server: Child<ChildRequest>;
  usage(): Promise<Usage>;
  plant(id: string, state: Uint8Array): Promise<void>;
  /** Starts it again on the same port after it was killed or stopped. */
  restart(end: 'kill' | 'stop'): Promise<void>;
}

const start = (dir: string, port: number) =>
  startChild<ChildRequest>({
    script,
    args: [dir, String(port)],
    core: serverCore,
    nodeOptions: ['--expose-gc'],
  });

/** Runs a scenario on an empty store and cleans up after it. */
export async function inPlace<T>(run: (place: Place) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'cadrage-bench-'));
  const place: Place = {
    server: await start(dir, 0),
    usage: () => place.server.ask<Usage>({ ask: 'usage' }),
    plant: (id, state) =>
      place.server.ask({ ask: 'plant', id, state: Buffer.from(state).toString('base64') }),
    async restart(end) {
      const { port } = place.server;
      await place.server[end]();
      place.server = await start(dir, port);
    },
  };
  try {
    return await run(place);
  } finally {
    await place.server.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

export const ours = (scenario: string, figure: string, value: number, unit: string): Row => ({
  scenario,
  server: 'cadrage',
  figure,
  value,
  unit,
});
