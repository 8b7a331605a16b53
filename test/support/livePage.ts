import type { Node } from 'prosemirror-model';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { schema } from '@shared/adf/schema';
import { applyForeignV2 } from '@shared/adf/yapply';
import { NodeCache, plantDocument, readDocument, rootOf } from '@shared/adf/yread';
import { writeChange } from '@shared/adf/ywrite';
import type { Mode } from '@shared/protocol/modes';
import type { RefusalReason } from '@shared/protocol/refusals';
import { proposeDocument } from '@shared/suggestions/suggest';
import type { LiveDocument } from '@server/realtime/liveDocument';
import { openLiveDocument } from '@server/realtime/openLiveDocument';

export const t = (words: string, marks: Record<string, object> = {}) =>
  schema.text(
    words,
    Object.entries(marks).map(([type, attrs]) => schema.mark(type, { ...attrs })),
  );
export const p = (...content: (string | Node)[]) =>
  schema.node(
    'paragraph',
    null,
    content.map((c) => (typeof c === 'string' ? t(c) : c)),
  );
export const doc = (...blocks: Node[]) => schema.node('doc', null, blocks);

/** Scope, what Ben proposes to insert and to delete, a heading, a date, a comment of Ben, a table. */
export const scope = doc(
  schema.node('heading', { level: 1 }, [t('Scope')]),
  p(
    'We deliver ',
    t('two ', { insertion: { id: 'ben/1' } }),
    'releases ',
    t('quickly', { deletion: { id: 'ben/2' } }),
    '.',
  ),
  p(
    'On ',
    schema.node('date', { timestamp: '1' }),
    ' we ',
    t('start', { annotation: { id: 'thread-1' } }),
    '.',
  ),
  schema.node('paragraph', { insertion: { id: 'ben/3' } }, [t('A block of Ben')]),
  schema.node('table', null, [
    schema.node('tableRow', null, [schema.node('tableCell', null, [p('cell')])]),
  ]),
);

export function opened(node: Node = scope, maxBytes = 1e6): LiveDocument {
  const ydoc = new Y.Doc();
  plantDocument(ydoc, node);
  return openLiveDocument({
    states: { snapshotV2: Y.encodeStateAsUpdateV2(ydoc), tail: [] },
    authors: [[ydoc.clientID, 'system']],
    maxBytes,
  });
}

/** A page: a copy of the document that hands over what it writes. */
export function join(live: LiveDocument) {
  const ydoc = new Y.Doc();
  applyForeignV2(ydoc, live.encode());
  const cache = new NodeCache(ydoc);
  const fragment = rootOf(ydoc);
  const updates: Uint8Array[] = [];
  ydoc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') updates.push(update);
  });
  const element = (...path: number[]) =>
    path.reduce<Y.XmlFragment>(
      (at, index) => at.get(index) as Y.XmlElement,
      fragment,
    ) as Y.XmlElement;
  return {
    ydoc,
    fragment,
    element,
    text: (...path: number[]) => element(...path).get(0) as Y.XmlText,
    node: () => readDocument(fragment, cache),
    write(edit: (before: Node) => Node) {
      const before = readDocument(fragment, cache);
      writeChange(fragment, cache, before, edit(before));
    },
    propose(id: string, edit: (before: Node) => Node) {
      const before = readDocument(fragment, cache);
      writeChange(fragment, cache, before, proposeDocument(before, edit(before), id)!);
    },
    hear: (update: Uint8Array) => Y.applyUpdate(ydoc, update, 'server'),
    take: () => Y.mergeUpdates(updates.splice(0)),
  };
}
export type Page = ReturnType<typeof join>;

export const replaced = (node: Node, index: number, block: Node) =>
  node.copy(node.content.replaceChild(index, block));

export const ada = (mode: Mode) => ({ personId: 'ada', mode });

/** What everybody would read from the stored bytes. */
export function stored(live: LiveDocument): Node {
  const ydoc = new Y.Doc();
  applyForeignV2(ydoc, live.encode());
  return readDocument(rootOf(ydoc));
}

export function expectRefused(mode: Mode, reason: RefusalReason, attack: (page: Page) => void) {
  const live = opened();
  const before = live.node();
  const page = join(live);
  attack(page);
  const verdict = live.receive(page.take(), ada(mode));
  expect(verdict).toMatchObject({ ok: false, reason });
  expect(live.node()).toBe(before);
  expect(stored(live).eq(scope)).toBe(true);
  expectUnharmed(live);
}

/** Somebody else goes on as if nothing had been. */
export function expectUnharmed(live: LiveDocument) {
  const other = join(live);
  other.write((node) =>
    replaced(node, 0, schema.node('heading', { level: 2 }, [t('Scope of work')])),
  );
  expect(live.receive(other.take(), { personId: 'carl', mode: 'edit' })).toMatchObject({
    ok: true,
  });
  expect(live.node().firstChild!.textContent).toBe('Scope of work');
  expect(stored(live).eq(live.node())).toBe(true);
}

export function expectAccepted(mode: Mode, work: (page: Page) => void, node = scope) {
  const live = opened(node);
  const page = join(live);
  work(page);
  const verdict = live.receive(page.take(), ada(mode));
  expect(verdict).toMatchObject({ ok: true, changed: true });
  expect(live.node().eq(page.node())).toBe(true);
  expect(stored(live).eq(live.node())).toBe(true);
  return { live, verdict };
}

export const ins = (id: string) => ({ insertion: { id } });
export const del = (id: string) => ({ deletion: { id } });
