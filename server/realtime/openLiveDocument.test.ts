import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { schema } from '@shared/adf/schema';
import { applyForeignV2 } from '@shared/adf/yapply';
import { NodeCache, plantDocument, readDocument, rootOf } from '@shared/adf/yread';
import { writeChange } from '@shared/adf/ywrite';
import type { Mode } from '@shared/protocol/modes';
import type { RefusalReason } from '@shared/protocol/refusals';
import { acceptSuggestions } from '@shared/suggestions/resolve';
import { proposeDocument } from '@shared/suggestions/suggest';
import type { LiveDocument } from './liveDocument.ts';
import { openLiveDocument } from './openLiveDocument.ts';

const t = (words: string, marks: Record<string, object> = {}) =>
  schema.text(
    words,
    Object.entries(marks).map(([type, attrs]) => schema.mark(type, { ...attrs })),
  );
const p = (...content: (string | Node)[]) =>
  schema.node(
    'paragraph',
    null,
    content.map((c) => (typeof c === 'string' ? t(c) : c)),
  );
const doc = (...blocks: Node[]) => schema.node('doc', null, blocks);

/** Scope, what Ben proposes to insert and to delete, a heading, a date, a comment of Ben, a table. */
const scope = doc(
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

function opened(node: Node = scope, maxBytes = 1e6): LiveDocument {
  const ydoc = new Y.Doc();
  plantDocument(ydoc, node);
  return openLiveDocument({
    states: { snapshotV2: Y.encodeStateAsUpdateV2(ydoc), tail: [] },
    authors: [[ydoc.clientID, 'system']],
    maxBytes,
  });
}

/** A page: a copy of the document that hands over what it writes. */
function join(live: LiveDocument) {
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
type Page = ReturnType<typeof join>;

const replaced = (node: Node, index: number, block: Node) =>
  node.copy(node.content.replaceChild(index, block));

const ada = (mode: Mode) => ({ personId: 'ada', mode });

/** What everybody would read from the stored bytes. */
function stored(live: LiveDocument): Node {
  const ydoc = new Y.Doc();
  applyForeignV2(ydoc, live.encode());
  return readDocument(rootOf(ydoc));
}

function expectRefused(mode: Mode, reason: RefusalReason, attack: (page: Page) => void) {
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
function expectUnharmed(live: LiveDocument) {
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

function expectAccepted(mode: Mode, work: (page: Page) => void, node = scope) {
  const live = opened(node);
  const page = join(live);
  work(page);
  const verdict = live.receive(page.take(), ada(mode));
  expect(verdict).toMatchObject({ ok: true, changed: true });
  expect(live.node().eq(page.node())).toBe(true);
  expect(stored(live).eq(live.node())).toBe(true);
  return { live, verdict };
}

const ins = (id: string) => ({ insertion: { id } });
const del = (id: string) => ({ deletion: { id } });

/** Attacks by the bytes, past every check of an honest page. */
const attacks: [rule: string, what: string, Mode, RefusalReason, (page: Page) => void][] = [
  ['M1', 'text typed while viewing', 'view', 'mode.view', (a) => a.text(0).insert(0, 'x', {})],
  [
    'M1',
    'a comment set while viewing',
    'view',
    'mode.view',
    (a) => a.text(0).format(0, 2, { 'annotation:new': { id: 'new' } }),
  ],
  [
    'M2',
    'text typed while commenting',
    'comment',
    'mode.comment',
    (a) => a.text(0).insert(0, 'x', {}),
  ],
  ['M2', 'text deleted while commenting', 'comment', 'mode.comment', (a) => a.text(0).delete(0, 1)],
  [
    'M2',
    'bold set while commenting',
    'comment',
    'mode.comment',
    (a) => a.text(0).format(0, 2, { strong: {} }),
  ],
  [
    'M2',
    'a level changed while commenting',
    'comment',
    'mode.comment',
    (a) => a.element(0).setAttribute('level', 2 as never),
  ],
  [
    'M2',
    'a comment of somebody else removed',
    'comment',
    'mode.comment',
    (a) => a.text(2).format(0, 12, { 'annotation:thread-1': null }),
  ],
  [
    'M2',
    'a comment of somebody else spread',
    'comment',
    'mode.comment',
    (a) => a.text(0).format(0, 3, { 'annotation:thread-1': { id: 'thread-1' } }),
  ],
  [
    'M2',
    'text and comment at once',
    'comment',
    'mode.comment',
    (a) => {
      a.text(0).format(0, 2, { 'annotation:new': { id: 'new' } });
      a.text(0).insert(1, 'x', {});
    },
  ],
  [
    'M2',
    'a suggestion made while commenting',
    'comment',
    'mode.comment',
    (a) => a.text(0).format(0, 2, del('ada/1')),
  ],
  ['M3', 'unmarked text', 'suggest', 'mode.suggest', (a) => a.text(0).insert(0, 'x', {})],
  [
    'M3',
    'an unmarked block',
    'suggest',
    'mode.suggest',
    (a) => a.fragment.insert(0, [new Y.XmlElement('rule')]),
  ],
  ['M3', 'text deleted', 'suggest', 'mode.suggest', (a) => a.text(0).delete(0, 2)],
  ['M3', 'a block deleted', 'suggest', 'mode.suggest', (a) => a.fragment.delete(0, 1)],
  [
    'M3',
    'text deleted and typed again the same',
    'suggest',
    'mode.suggest',
    (a) => {
      a.text(0).delete(0, 1);
      a.text(0).insert(0, 'S', {});
    },
  ],
  ['M3', 'formatting', 'suggest', 'mode.suggest', (a) => a.text(0).format(0, 2, { strong: {} })],
  [
    'M3',
    'a format that another one hides',
    'suggest',
    'mode.suggest',
    (a) => a.text(0).format(0, 2, { strong: {}, code: {} }),
  ],
  [
    'M3',
    'an attribute',
    'suggest',
    'mode.suggest',
    (a) => a.element(0).setAttribute('level', 2 as never),
  ],
  [
    'M3',
    'an attribute of a leaf',
    'suggest',
    'mode.suggest',
    (a) =>
      (a.text(2).toDelta() as { insert: Y.XmlElement }[])[1]!.insert.setAttribute('timestamp', '2'),
  ],
  [
    'M3',
    'existing text passed off as inserted',
    'suggest',
    'mode.suggest',
    (a) => a.text(0).format(0, 2, ins('ada/1')),
  ],
  [
    'M3',
    'an existing block passed off as inserted',
    'suggest',
    'mode.suggest',
    (a) => a.element(0).setAttribute('insertion', { id: 'ada/1' } as never),
  ],
  [
    'M3',
    'an insertion of somebody else accepted',
    'suggest',
    'mode.suggest',
    (a) => a.text(1).format(11, 4, { insertion: null }),
  ],
  [
    'M3',
    'a deletion of somebody else withdrawn',
    'suggest',
    'mode.suggest',
    (a) => a.text(1).format(0, 30, { deletion: null }),
  ],
  [
    'M3',
    'an inserted block of somebody else removed',
    'suggest',
    'mode.suggest',
    (a) => a.fragment.delete(3, 1),
  ],
  [
    'M3',
    'an inserted block of somebody else accepted',
    'suggest',
    'mode.suggest',
    (a) => a.element(3).removeAttribute('insertion'),
  ],
  [
    'M3',
    'unmarked text in the block of somebody else',
    'suggest',
    'mode.suggest',
    (a) => a.text(3).insert(0, 'x', {}),
  ],
  [
    'M3',
    'a list without a mark around a marked item',
    'suggest',
    'mode.suggest',
    (a) =>
      a.write((node) =>
        node.copy(
          node.content.addToEnd(
            schema.node('bulletList', null, [
              schema.node('listItem', { insertion: { id: 'ada/1' } }, [p('x')]),
            ]),
          ),
        ),
      ),
  ],
  [
    'M3',
    'a comment of somebody else removed',
    'suggest',
    'mode.suggest',
    (a) => a.text(2).format(0, 12, { 'annotation:thread-1': null }),
  ],
  [
    'M3',
    'text under an id of somebody else',
    'suggest',
    'suggestion.forged',
    (a) => a.text(0).insert(0, 'x', ins('ben/9')),
  ],
  [
    'M3',
    'more text under a known id of somebody else',
    'suggest',
    'suggestion.forged',
    (a) => a.text(1).insert(12, 'x', ins('ben/1')),
  ],
  [
    'M3',
    'words of somebody else put into an own block',
    'suggest',
    'suggestion.forged',
    (a) =>
      a.write((node) =>
        node.copy(
          node.content.addToEnd(
            schema.node('paragraph', ins('ada/1'), [t('never said', ins('ben/1'))]),
          ),
        ),
      ),
  ],
  [
    'M4',
    'text under an id of somebody else, editing',
    'edit',
    'suggestion.forged',
    (a) => a.text(0).insert(0, 'x', ins('ben/9')),
  ],
  [
    'M4',
    'a block under an id of somebody else, editing',
    'edit',
    'suggestion.forged',
    (a) =>
      a.write((node) =>
        node.copy(node.content.addToEnd(schema.node('paragraph', ins('ben/3'), [t('x')]))),
      ),
  ],
  [
    'M4',
    'an insertion of somebody else accepted, editing',
    'edit',
    'suggestion.decided',
    (a) => a.text(1).format(11, 4, { insertion: null }),
  ],
  [
    'M4',
    'a deletion of somebody else withdrawn, editing',
    'edit',
    'suggestion.decided',
    (a) => a.text(1).format(0, 30, { deletion: null }),
  ],
  [
    'M4',
    'a block of somebody else accepted, editing',
    'edit',
    'suggestion.decided',
    (a) => a.element(3).removeAttribute('insertion'),
  ],
  [
    'M4',
    'an insertion taken over',
    'edit',
    'suggestion.decided',
    (a) => a.text(1).format(11, 4, ins('ada/1')),
  ],
  [
    'M4',
    'words of somebody else in another order',
    'edit',
    'suggestion.forged',
    (a) =>
      a.write((node) =>
        replaced(
          replaced(node, 1, p('We deliver releases.')),
          2,
          p('one ', t('owt ', ins('ben/1'))),
        ),
      ),
  ],
  [
    'M4',
    'words of somebody else said twice',
    'edit',
    'suggestion.forged',
    (a) => a.write((node) => replaced(node, 2, p(t('two ', ins('ben/1'))))),
  ],
  [
    'M5',
    'an unknown node',
    'edit',
    'layout.invalid',
    (a) => a.fragment.insert(0, [new Y.XmlElement('script')]),
  ],
  [
    'M5',
    'an unknown attribute',
    'edit',
    'layout.invalid',
    (a) => a.element(0).setAttribute('onclick', 'x'),
  ],
  ['M5', 'an unknown mark', 'edit', 'layout.invalid', (a) => a.text(0).format(0, 2, { evil: {} })],
  [
    'M5',
    'an unknown mark that waits at the end of a text',
    'edit',
    'layout.invalid',
    (a) => {
      a.text(0).insert(5, 'x', { evil: {} });
      a.text(0).delete(5, 1);
    },
  ],
  [
    'M5',
    'a mark whose value is no object',
    'edit',
    'layout.invalid',
    (a) => a.text(0).format(0, 2, { strong: true }),
  ],
  [
    'M5',
    'a mark with an attribute that it does not have',
    'edit',
    'layout.invalid',
    (a) => a.text(0).format(0, 2, { strong: { x: 1 } }),
  ],
  [
    'M5',
    'a comment under the key of another',
    'edit',
    'layout.invalid',
    (a) => a.text(0).format(0, 2, { 'annotation:one': { id: 'two' } }),
  ],
  [
    'M5',
    'a link that runs a script',
    'edit',
    'content.invalid',
    (a) => a.text(0).format(0, 2, { link: { href: 'javascript:alert(1)' } }),
  ],
  [
    'M5',
    'an attribute that the schema does not allow',
    'edit',
    'content.invalid',
    (a) => a.element(0).setAttribute('level', 9 as never),
  ],
  [
    'M5',
    'bytes as an attribute',
    'edit',
    'layout.invalid',
    (a) => a.element(0).setAttribute('localId', new Uint8Array(9) as never),
  ],
  [
    'M5',
    'a type as an attribute',
    'edit',
    'layout.invalid',
    (a) => a.element(0).setAttribute('localId', new Y.Map() as never),
  ],
  ['M5', 'another root', 'edit', 'layout.invalid', (a) => a.ydoc.getMap('other').set('x', 1)],
  [
    'M5',
    'attributes on the root',
    'edit',
    'layout.invalid',
    (a) =>
      a.ydoc.transact(() =>
        Y.XmlElement.prototype.setAttribute.call(a.fragment as Y.XmlElement, 'x', 'y'),
      ),
  ],
  ['M5', 'attributes on a text', 'edit', 'layout.invalid', (a) => a.text(0).setAttribute('x', 'y')],
  [
    'M5',
    'a hook',
    'edit',
    'layout.invalid',
    (a) => a.fragment.insert(0, [new Y.XmlHook('x') as never]),
  ],
  [
    'M5',
    'an object embedded in a text',
    'edit',
    'layout.invalid',
    (a) => a.text(0).insertEmbed(0, { image: 'x' }),
  ],
  [
    'M5',
    'a map embedded in a text',
    'edit',
    'layout.invalid',
    (a) => a.text(0).insertEmbed(0, new Y.Map() as never),
  ],
  [
    'M5',
    'a second text in a block',
    'edit',
    'layout.invalid',
    (a) => a.element(0).insert(1, [new Y.XmlText('x')]),
  ],
  ['M5', 'a block without its text', 'edit', 'layout.invalid', (a) => a.element(0).delete(0, 1)],
  [
    'M5',
    'a bare text at the top',
    'edit',
    'layout.invalid',
    (a) => a.fragment.insert(0, [new Y.XmlText('x')]),
  ],
  [
    'M5',
    'a block embedded in a text',
    'edit',
    'layout.invalid',
    (a) => a.text(0).insertEmbed(0, new Y.XmlElement('rule')),
  ],
  [
    'M5',
    'something in a leaf',
    'edit',
    'layout.invalid',
    (a) =>
      (a.text(2).toDelta() as { insert: Y.XmlElement }[])[1]!.insert.insert(0, [
        new Y.XmlText('x'),
      ]),
  ],
  [
    'M5',
    'a block where it may not stand',
    'edit',
    'content.invalid',
    (a) => a.element(4).insert(0, [new Y.XmlElement('rule')]),
  ],
  ['M5', 'an empty document', 'edit', 'content.invalid', (a) => a.fragment.delete(0, 5)],
  [
    'M5',
    'blocks nested without end',
    'edit',
    'content.invalid',
    (a) => {
      const nested = (depth: number) => {
        let inner = new Y.XmlElement('paragraph');
        inner.insert(0, [new Y.XmlText('x')]);
        for (let i = 0; i < depth; i++) {
          const item = new Y.XmlElement(i % 2 ? 'bulletList' : 'listItem');
          item.insert(0, [inner]);
          inner = item;
        }
        return inner;
      };
      a.fragment.insert(0, [nested(300)]);
    },
  ],
  [
    'L11',
    'a split that nobody suggested',
    'edit',
    'content.invalid',
    (a) => a.text(0).insert(2, '\u2029', {}),
  ],
  [
    'L8',
    'an id that is none',
    'edit',
    'content.invalid',
    (a) => a.text(0).insert(0, 'x', ins('<script>')),
  ],
  [
    'L10',
    'a proposal that can never be accepted',
    'suggest',
    'content.invalid',
    (a) =>
      a.element(0).setAttribute('modification', { id: 'ada/1', type: 'rule', attrs: {} } as never),
  ],
  [
    'L10',
    'a proposal with a dangerous attribute',
    'suggest',
    'content.invalid',
    (a) =>
      a.element(0).setAttribute('modification', {
        id: 'ada/1',
        type: 'embedCard',
        attrs: { url: 'javascript:1' },
      } as never),
  ],
];

describe('The guard refuses, and harms nobody else', () => {
  for (const [rule, what, mode, reason, attack] of attacks)
    it(`[${rule}] ${what}`, () => expectRefused(mode, reason, attack));

  it('[A2] structs under the clientID of somebody else', () => {
    const live = opened();
    const ben = join(live);
    ben.text(0).insert(0, 'Ben ', {});
    expect(live.receive(ben.take(), { personId: 'ben', mode: 'edit' }).ok).toBe(true);
    const page = join(live);
    page.ydoc.clientID = ben.ydoc.clientID;
    page.text(0).insert(0, 'x', {});
    expect(live.receive(page.take(), ada('edit'))).toMatchObject({
      ok: false,
      reason: 'author.forged',
    });
  });

  it('[A3] structs under a clientID of the server', () => {
    const live = opened();
    const made = live.change((node) => acceptSuggestions(node, ['ben/1']))!;
    const page = join(live);
    page.ydoc.clientID = made.authors[0]![0];
    page.text(0).insert(0, 'x', {});
    expect(live.receive(page.take(), ada('edit'))).toMatchObject({
      ok: false,
      reason: 'author.forged',
    });
  });

  it('[D7] an update that builds on one that was refused', () => {
    const live = opened();
    const page = join(live);
    page.text(0).insert(0, 'x', {});
    expect(live.receive(page.take(), ada('suggest')).ok).toBe(false);
    page.text(0).insert(1, 'y', ins('ada/1'));
    expect(live.receive(page.take(), ada('suggest'))).toMatchObject({
      ok: false,
      reason: 'update.gap',
    });
    expectUnharmed(live);
  });

  it('[D7] a deletion of what is not here', () => {
    const live = opened();
    const page = join(live);
    page.text(0).insert(0, 'x', {});
    page.take();
    page.text(0).delete(0, 1);
    expect(live.receive(page.take(), ada('edit'))).toMatchObject({
      ok: false,
      reason: 'update.gap',
    });
  });

  it('[F3] bytes that are no update', () => {
    const live = opened();
    for (const bytes of [
      new Uint8Array([1, 2, 3]),
      new Uint8Array(0),
      new Uint8Array(100).fill(255),
    ])
      expect(live.receive(bytes, ada('edit'))).toMatchObject({
        ok: false,
        reason: 'update.invalid',
      });
    expectUnharmed(live);
  });

  it('[M6] a document that grows too large, also by text that is deleted again; deleting goes on', () => {
    const live = opened(scope, 20_000);
    const page = join(live);
    const grow = () => {
      for (let round = 0; round < 400; round++) {
        page.text(0).insert(0, `${round} of many words that are typed. `.repeat(3), {});
        const verdict = live.receive(page.take(), ada('edit'));
        if (!verdict.ok) return verdict;
        page.text(1).insert(0, 'x', {});
        page.text(1).delete(0, 1);
        expect(live.receive(page.take(), ada('edit')).ok).toBe(true);
      }
      return null;
    };
    expect(grow()).toMatchObject({ ok: false, reason: 'document.too-large' });
    const again = join(live);
    again.text(0).delete(0, 100);
    expect(live.receive(again.take(), ada('edit'))).toMatchObject({ ok: true, changed: true });
    expect(live.encode().length).toBeLessThan(20_000);
  });
});

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
