import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { schema } from '@shared/adf/schema';
import { acceptSuggestions } from '@shared/suggestions/resolve';
import {
  ada,
  del,
  doc,
  expectAccepted,
  expectUnharmed,
  ins,
  join,
  opened,
  p,
  replaced,
  scope,
  stored,
  t,
} from '../../test/support/livePage.ts';

describe('The guard lets pass', () => {
  it('[M4] any honest edit', () => {
    const { verdict } = expectAccepted('edit', (page) =>
      page.write((node) => node.copy(node.content.addToEnd(p('new')))),
    );
    expect(verdict).toMatchObject({ newSuggestions: [] });
  });

  it('[M4] deleting text with what others suggested on it', () => {
    expectAccepted('edit', (page) => page.write((node) => replaced(node, 1, p('We deliver.'))));
    expectAccepted('edit', (page) => page.fragment.delete(1, 1));
  });

  it('[M4] moving blocks with what others suggested on them', () => {
    expectAccepted('edit', (page) =>
      page.write((node) => doc(node.child(1), node.child(3), node.child(0), node.child(2))),
    );
    expectAccepted('edit', (page) =>
      page.write((node) =>
        replaced(node, 1, schema.node('panel', { panelType: 'info' }, [node.child(1)])),
      ),
    );
  });

  it('[M4] splitting and joining blocks with what others suggested on them', () => {
    const { live } = expectAccepted('edit', (page) =>
      page.write((node) => {
        const { content } = node.child(1);
        const parts = [content.cut(0, 12), content.cut(12)].map((part) =>
          schema.node('paragraph', null, part),
        );
        return doc(node.child(0), ...parts, ...node.children.slice(2));
      }),
    );
    const page = join(live);
    page.write((node) =>
      doc(
        node.child(0),
        schema.node('paragraph', null, node.child(1).content.append(node.child(2).content)),
        ...node.children.slice(3),
      ),
    );
    expect(live.receive(page.take(), { personId: 'carl', mode: 'edit' })).toMatchObject({
      ok: true,
    });
    expect(live.node().eq(scope)).toBe(true);
  });

  it('[M3] suggestions of every kind, and tells their ids once', () => {
    const edits: ((node: Node) => Node)[] = [
      (node) => replaced(node, 0, schema.node('heading', { level: 1 }, [t('The scope')])),
      (node) =>
        replaced(node, 0, schema.node('heading', { level: 3 }, [t('Scope', { strong: {} })])),
      (node) => replaced(node, 0, p('Scope')),
      (node) => doc(...node.children.slice(1)),
      (node) => doc(p('first'), ...node.children),
      (node) => replaced(node, 1, p('Something else')),
    ];
    for (const edit of edits) {
      const { live, verdict } = expectAccepted('suggest', (page) => page.propose('ada/1', edit));
      expect(verdict).toMatchObject({ newSuggestions: ['ada/1'] });
      const page = join(live);
      page.propose('ada/2', (node) => node.copy(node.content.addToEnd(p('more'))));
      expect(live.receive(page.take(), ada('suggest'))).toMatchObject({
        newSuggestions: ['ada/2'],
      });
    }
  });

  it('[M4] what is typed where somebody proposes a deletion at the same moment', () => {
    for (const mode of ['edit', 'suggest'] as const) {
      const live = opened();
      const [mine, bens] = [join(live), join(live)];
      bens.text(0).format(0, 5, del('ben/9'));
      expect(live.receive(bens.take(), { personId: 'ben', mode: 'suggest' }).ok).toBe(true);
      mine.text(0).insert(2, 'x', mode === 'edit' ? {} : ins('ada/1'));
      expect(live.receive(mine.take(), ada(mode))).toMatchObject({ ok: true, changed: true });
      expect(live.node().firstChild!.textContent).toBe('Scxope');
    }
  });

  it('[M5] the author withdrawing a suggestion', () => {
    const { live } = expectAccepted('suggest', (page) =>
      page.text(0).insert(0, 'My ', ins('ada/1')),
    );
    const page = join(live);
    page.text(0).delete(0, 3);
    page.text(0).format(0, 2, del('ada/2'));
    expect(live.receive(page.take(), ada('suggest')).ok).toBe(true);
    page.text(0).format(0, 2, { deletion: null });
    expect(live.receive(page.take(), ada('suggest')).ok).toBe(true);
    expect(live.node().eq(scope)).toBe(true);
  });

  it('[M2] a new comment, also while suggesting, and its author taking it back', () => {
    for (const mode of ['comment', 'suggest'] as const) {
      const { live } = expectAccepted(mode, (page) =>
        page.text(0).format(0, 2, { 'annotation:thread-9': { id: 'thread-9' } }),
      );
      const page = join(live);
      page.text(0).format(0, 2, { 'annotation:thread-9': null });
      expect(live.receive(page.take(), ada(mode)).ok).toBe(true);
      expect(live.node().eq(scope)).toBe(true);
    }
  });

  it('[A1] a new clientID, binds it once, and lets the same person go on under it', () => {
    const live = opened();
    const page = join(live);
    page.text(0).insert(0, 'x', {});
    const bound = [[page.ydoc.clientID, 'ada']];
    expect(live.receive(page.take(), ada('edit'))).toMatchObject({ ok: true, authors: bound });
    page.text(0).insert(0, 'y', {});
    expect(live.receive(page.take(), ada('edit'))).toMatchObject({ ok: true, authors: [] });
    expect(live.authors()).toContainEqual(bound[0]);
  });

  it('[D6] the same update twice, the second time as nothing', () => {
    const live = opened();
    const page = join(live);
    page.text(0).insert(0, 'xyz', {});
    page.text(1).delete(0, 2);
    const update = page.take();
    expect(live.receive(update, ada('edit'))).toMatchObject({ ok: true, changed: true });
    const after = live.node();
    expect(live.receive(update, ada('edit'))).toEqual({
      ok: true,
      changed: false,
      authors: [],
      newSuggestions: [],
    });
    expect(live.receive(update, ada('view'))).toMatchObject({ ok: true, changed: false });
    expect(live.node()).toBe(after);
  });

  it('[L7] what a page tidies without changing anything, also while viewing', () => {
    const live = opened();
    const viewer = join(live);
    const pages = ['ben', 'carl'].map((personId) => ({ personId, page: join(live) }));
    const heard = pages.map(({ personId, page }) => {
      page.text(0).format(0, 3, { strong: {} });
      const update = page.take();
      expect(live.receive(update, { personId, mode: 'edit' }).ok).toBe(true);
      return update;
    });
    for (const update of heard) viewer.hear(update);
    const after = live.node();
    const tidied = viewer.take();
    expect(Y.decodeUpdate(tidied).ds.clients.size).toBeGreaterThan(0);
    expect(live.receive(tidied, ada('view'))).toMatchObject({ ok: true, changed: true });
    expect(live.node().eq(after)).toBe(true);
  });
});

describe('A change of the server', () => {
  it('[A3] is bound to the system once and goes to everybody as bytes', () => {
    const live = opened();
    const page = join(live);
    const made = live.change((node) => acceptSuggestions(node, ['ben/1', 'ben/2']))!;
    expect(made.authors).toHaveLength(1);
    expect(made.authors[0]![1]).toBe('system');
    page.hear(made.update);
    expect(page.node().eq(live.node())).toBe(true);
    expect(live.node().child(1).textContent).toBe('We deliver two releases .');
    expect(live.change((node) => acceptSuggestions(node, ['ben/3']))!.authors).toEqual([]);
  });

  it('is small, and nothing when nothing changes', () => {
    const live = opened();
    expect(live.change((node) => node)).toBeNull();
    expect(live.change((node) => acceptSuggestions(node, ['ben/1']))!.update.length).toBeLessThan(
      60,
    );
  });

  it('leaves the document alone when it fails', () => {
    const live = opened();
    const before = live.node();
    expect(() => live.change(() => schema.topNodeType.create(null, []))).toThrow(
      'document.invalid',
    );
    expect(() =>
      live.change(() => {
        throw new Error('rule');
      }),
    ).toThrow('rule');
    expect(live.node()).toBe(before);
    expectUnharmed(live);
  });

  it('stays when an update after it is refused', () => {
    const live = opened();
    live.change((node) => acceptSuggestions(node, ['ben/1']));
    const after = live.node();
    const page = join(live);
    page.fragment.insert(0, [new Y.XmlElement('script')]);
    expect(live.receive(page.take(), ada('edit')).ok).toBe(false);
    expect(stored(live).eq(after)).toBe(true);
  });
});
