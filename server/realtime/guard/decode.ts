import * as Y from 'yjs';
import type { Refusal } from '@shared/protocol/refusals';

/** What an update claims, read before it touches the document. */
export interface Claims {
  /** True when all that it brings is there already. */
  known: boolean;
  /** ClientIDs that nobody is bound to yet. */
  newAuthors: number[];
  /** True when it brings structs, not only deletions. */
  grows: boolean;
}

type Clock = { from: number; to: number };

/** Judges whose structs an update carries (A2) and whether it builds on what is here only (D7). */
export function readClaims(
  update: Uint8Array,
  ydoc: Y.Doc,
  authors: ReadonlyMap<number, string>,
  personId: string,
): Claims | Refusal {
  const decoded = decode(update);
  if (!decoded) return { reason: 'update.invalid', detail: 'the update cannot be read' };
  const state = (client: number) => Y.getState(ydoc.store, client);
  const brought = new Map<number, Clock>();
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id;
    const seen = brought.get(client);
    const expected = seen ? seen.to : state(client);
    if (struct instanceof Y.Skip || clock > expected)
      return { reason: 'update.gap', detail: `client ${client} at ${clock}, known ${expected}` };
    brought.set(client, {
      from: seen?.from ?? clock,
      to: Math.max(expected, clock + struct.length),
    });
  }
  for (const client of brought.keys()) {
    const author = authors.get(client);
    if (author !== undefined && author !== personId)
      return { reason: 'author.forged', detail: `client ${client} is bound to somebody else` };
  }
  const end = (client: number) => Math.max(brought.get(client)?.to ?? 0, state(client));
  const has = (id: Y.ID | null) => id === null || id.clock < end(id.client);
  for (const struct of decoded.structs)
    if (struct instanceof Y.Item && !neededBy(struct).every(has))
      return { reason: 'update.gap', detail: 'it builds on something that is not here' };
  const deletions = deletionsIn(decoded.ds);
  if (deletions.some(({ client, clock, length }) => clock + length > end(client)))
    return { reason: 'update.gap', detail: 'it deletes something that is not here' };
  return {
    known:
      [...brought].every(([client, { to }]) => to <= state(client)) &&
      deletions.every((deletion) => isDeletedAlready(ydoc, deletion)),
    newAuthors: [...brought.keys()].filter((client) => !authors.has(client)),
    grows: brought.size > 0,
  };
}

function decode(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> | null {
  try {
    return Y.decodeUpdate(update);
  } catch {
    return null;
  }
}

/** The ids that must exist before an item can be integrated; its parent is an id or the name of a root. */
function neededBy(item: Y.Item): (Y.ID | null)[] {
  const { parent } = item as { parent: unknown };
  return [item.origin, item.rightOrigin, parent instanceof Y.ID ? parent : null];
}

interface Deletion {
  client: number;
  clock: number;
  length: number;
}

function deletionsIn(ds: ReturnType<typeof Y.createDeleteSet>): Deletion[] {
  return [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, clock, length: len })),
  );
}

function isDeletedAlready(ydoc: Y.Doc, { client, clock, length }: Deletion): boolean {
  const structs = ydoc.store.clients.get(client);
  if (!structs || length === 0) return length === 0;
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
    const struct = structs[index]!;
    if (struct.id.clock >= clock + length) break;
    if (!struct.deleted) return false;
  }
  return true;
}
