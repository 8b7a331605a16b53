import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { schema } from '@shared/adf/schema';
import type { Mode } from '@shared/protocol/modes';
import type { RefusalReason } from '@shared/protocol/refusals';
import { acceptSuggestions } from '@shared/suggestions/resolve';
import {
  ada,
  del,
  expectRefused,
  expectUnharmed,
  ins,
  join,
  opened,
  p,
  replaced,
  scope,
  t,
  type Page,
} from '../../test/support/livePage.ts';

/** Attacks by the bytes, past every check of an honest page. */
const attacks: [title: string, Mode, RefusalReason, (page: Page) => void][] = [
  ['[M1] text typed while viewing', 'view', 'mode.view', (a) => a.text(0).insert(0, 'x', {})],
  [
    '[M1] a comment set while viewing',
    'view',
    'mode.view',
    (a) => a.text(0).format(0, 2, { 'annotation:new': { id: 'new' } }),
  ],
  [
    '[M2] text typed while commenting',
    'comment',
    'mode.comment',
    (a) => a.text(0).insert(0, 'x', {}),
  ],
  ['[M2] text deleted while commenting', 'comment', 'mode.comment', (a) => a.text(0).delete(0, 1)],
  [
    '[M2] bold set while commenting',
    'comment',
    'mode.comment',
    (a) => a.text(0).format(0, 2, { strong: {} }),
  ],
  [
    '[M2] a level changed while commenting',
    'comment',
    'mode.comment',
    (a) => a.element(0).setAttribute('level', 2 as never),
  ],
  [
    '[M2] a comment of somebody else removed',
    'comment',
    'mode.comment',
    (a) => a.text(2).format(0, 12, { 'annotation:thread-1': null }),
  ],
  [
    '[M2] a comment of somebody else spread',
    'comment',
    'mode.comment',
    (a) => a.text(0).format(0, 3, { 'annotation:thread-1': { id: 'thread-1' } }),
  ],
  [
    '[M2] text and comment at once',
    'comment',
    'mode.comment',
    (a) => {
      a.text(0).format(0, 2, { 'annotation:new': { id: 'new' } });
      a.text(0).insert(1, 'x', {});
    },
  ],
  [
    '[M2] a suggestion made while commenting',
    'comment',
    'mode.comment',
    (a) => a.text(0).format(0, 2, del('ada/1')),
  ],
  ['[M3] unmarked text', 'suggest', 'mode.suggest', (a) => a.text(0).insert(0, 'x', {})],
  [
    '[M3] an unmarked block',
    'suggest',
    'mode.suggest',
    (a) => a.fragment.insert(0, [new Y.XmlElement('rule')]),
  ],
  ['[M3] text deleted', 'suggest', 'mode.suggest', (a) => a.text(0).delete(0, 2)],
  ['[M3] a block deleted', 'suggest', 'mode.suggest', (a) => a.fragment.delete(0, 1)],
  [
    '[M3] text deleted and typed again the same',
    'suggest',
    'mode.suggest',
    (a) => {
      a.text(0).delete(0, 1);
      a.text(0).insert(0, 'S', {});
    },
  ],
  ['[M3] formatting', 'suggest', 'mode.suggest', (a) => a.text(0).format(0, 2, { strong: {} })],
  [
    '[M3] a format that another one hides',
    'suggest',
    'mode.suggest',
    (a) => a.text(0).format(0, 2, { strong: {}, code: {} }),
  ],
  [
    '[M3] an attribute',
    'suggest',
    'mode.suggest',
    (a) => a.element(0).setAttribute('level', 2 as never),
  ],
  [
    '[M3] an attribute of a leaf',
    'suggest',
    'mode.suggest',
    (a) =>
      (a.text(2).toDelta() as { insert: Y.XmlElement }[])[1]!.insert.setAttribute('timestamp', '2'),
  ],
  [
    '[M3] existing text passed off as inserted',
    'suggest',
    'mode.suggest',
    (a) => a.text(0).format(0, 2, ins('ada/1')),
  ],
  [
    '[M3] an existing block passed off as inserted',
    'suggest',
    'mode.suggest',
    (a) => a.element(0).setAttribute('insertion', { id: 'ada/1' } as never),
  ],
  [
    '[M3] an insertion of somebody else accepted',
    'suggest',
    'mode.suggest',
    (a) => a.text(1).format(11, 4, { insertion: null }),
  ],
  [
    '[M3] a deletion of somebody else withdrawn',
    'suggest',
    'mode.suggest',
    (a) => a.text(1).format(0, 30, { deletion: null }),
  ],
  [
    '[M3] an inserted block of somebody else removed',
    'suggest',
    'mode.suggest',
    (a) => a.fragment.delete(3, 1),
  ],
  [
    '[M3] an inserted block of somebody else accepted',
    'suggest',
    'mode.suggest',
    (a) => a.element(3).removeAttribute('insertion'),
  ],
  [
    '[M3] unmarked text in the block of somebody else',
    'suggest',
    'mode.suggest',
    (a) => a.text(3).insert(0, 'x', {}),
  ],
  [
    '[M3] a list without a mark around a marked item',
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
    '[M3] a comment of somebody else removed',
    'suggest',
    'mode.suggest',
    (a) => a.text(2).format(0, 12, { 'annotation:thread-1': null }),
  ],
  [
    '[M3] text under an id of somebody else',
    'suggest',
    'suggestion.forged',
    (a) => a.text(0).insert(0, 'x', ins('ben/9')),
  ],
  [
    '[M3] more text under a known id of somebody else',
    'suggest',
    'suggestion.forged',
    (a) => a.text(1).insert(12, 'x', ins('ben/1')),
  ],
  [
    '[M3] words of somebody else put into an own block',
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
    '[M4] text under an id of somebody else, editing',
    'edit',
    'suggestion.forged',
    (a) => a.text(0).insert(0, 'x', ins('ben/9')),
  ],
  [
    '[M4] a block under an id of somebody else, editing',
    'edit',
    'suggestion.forged',
    (a) =>
      a.write((node) =>
        node.copy(node.content.addToEnd(schema.node('paragraph', ins('ben/3'), [t('x')]))),
      ),
  ],
  [
    '[M4] an insertion of somebody else accepted, editing',
    'edit',
    'suggestion.decided',
    (a) => a.text(1).format(11, 4, { insertion: null }),
  ],
  [
    '[M4] a deletion of somebody else withdrawn, editing',
    'edit',
    'suggestion.decided',
    (a) => a.text(1).format(0, 30, { deletion: null }),
  ],
  [
    '[M4] a block of somebody else accepted, editing',
    'edit',
    'suggestion.decided',
    (a) => a.element(3).removeAttribute('insertion'),
  ],
  [
    '[M4] an insertion taken over',
    'edit',
    'suggestion.decided',
    (a) => a.text(1).format(11, 4, ins('ada/1')),
  ],
  [
    '[M4] words of somebody else in another order',
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
    '[M4] words of somebody else said twice',
    'edit',
    'suggestion.forged',
    (a) => a.write((node) => replaced(node, 2, p(t('two ', ins('ben/1'))))),
  ],
  [
    '[M5] an unknown node',
    'edit',
    'layout.invalid',
    (a) => a.fragment.insert(0, [new Y.XmlElement('script')]),
  ],
  [
    '[M5] an unknown attribute',
    'edit',
    'layout.invalid',
    (a) => a.element(0).setAttribute('onclick', 'x'),
  ],
  ['[M5] an unknown mark', 'edit', 'layout.invalid', (a) => a.text(0).format(0, 2, { evil: {} })],
  [
    '[M5] an unknown mark that waits at the end of a text',
    'edit',
    'layout.invalid',
    (a) => {
      a.text(0).insert(5, 'x', { evil: {} });
      a.text(0).delete(5, 1);
    },
  ],
  [
    '[M5] a mark whose value is no object',
    'edit',
    'layout.invalid',
    (a) => a.text(0).format(0, 2, { strong: true }),
  ],
  [
    '[M5] a mark with an attribute that it does not have',
    'edit',
    'layout.invalid',
    (a) => a.text(0).format(0, 2, { strong: { x: 1 } }),
  ],
  [
    '[M5] a comment under the key of another',
    'edit',
    'layout.invalid',
    (a) => a.text(0).format(0, 2, { 'annotation:one': { id: 'two' } }),
  ],
  [
    '[M5] a link that runs a script',
    'edit',
    'content.invalid',
    (a) => a.text(0).format(0, 2, { link: { href: 'javascript:alert(1)' } }),
  ],
  [
    '[M5] an attribute that the schema does not allow',
    'edit',
    'content.invalid',
    (a) => a.element(0).setAttribute('level', 9 as never),
  ],
  [
    '[M5] bytes as an attribute',
    'edit',
    'layout.invalid',
    (a) => a.element(0).setAttribute('localId', new Uint8Array(9) as never),
  ],
  [
    '[M5] a type as an attribute',
    'edit',
    'layout.invalid',
    (a) => a.element(0).setAttribute('localId', new Y.Map() as never),
  ],
  ['[M5] another root', 'edit', 'layout.invalid', (a) => a.ydoc.getMap('other').set('x', 1)],
  [
    '[M5] attributes on the root',
    'edit',
    'layout.invalid',
    (a) =>
      a.ydoc.transact(() =>
        Y.XmlElement.prototype.setAttribute.call(a.fragment as Y.XmlElement, 'x', 'y'),
      ),
  ],
  ['[M5] attributes on a text', 'edit', 'layout.invalid', (a) => a.text(0).setAttribute('x', 'y')],
  [
    '[M5] a hook',
    'edit',
    'layout.invalid',
    (a) => a.fragment.insert(0, [new Y.XmlHook('x') as never]),
  ],
  [
    '[M5] an object embedded in a text',
    'edit',
    'layout.invalid',
    (a) => a.text(0).insertEmbed(0, { image: 'x' }),
  ],
  [
    '[M5] a map embedded in a text',
    'edit',
    'layout.invalid',
    (a) => a.text(0).insertEmbed(0, new Y.Map() as never),
  ],
  [
    '[M5] a second text in a block',
    'edit',
    'layout.invalid',
    (a) => a.element(0).insert(1, [new Y.XmlText('x')]),
  ],
  ['[M5] a block without its text', 'edit', 'layout.invalid', (a) => a.element(0).delete(0, 1)],
  [
    '[M5] a bare text at the top',
    'edit',
    'layout.invalid',
    (a) => a.fragment.insert(0, [new Y.XmlText('x')]),
  ],
  [
    '[M5] a block embedded in a text',
    'edit',
    'layout.invalid',
    (a) => a.text(0).insertEmbed(0, new Y.XmlElement('rule')),
  ],
  [
    '[M5] something in a leaf',
    'edit',
    'layout.invalid',
    (a) =>
      (a.text(2).toDelta() as { insert: Y.XmlElement }[])[1]!.insert.insert(0, [
        new Y.XmlText('x'),
      ]),
  ],
  [
    '[M5] a block where it may not stand',
    'edit',
    'content.invalid',
    (a) => a.element(4).insert(0, [new Y.XmlElement('rule')]),
  ],
  ['[M5] an empty document', 'edit', 'content.invalid', (a) => a.fragment.delete(0, 5)],
  [
    '[M5] blocks nested without end',
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
    '[L11] a split that nobody suggested',
    'edit',
    'content.invalid',
    (a) => a.text(0).insert(2, '\u2029', {}),
  ],
  [
    '[L8] an id that is none',
    'edit',
    'content.invalid',
    (a) => a.text(0).insert(0, 'x', ins('<script>')),
  ],
  [
    '[L10] a proposal that can never be accepted',
    'suggest',
    'content.invalid',
    (a) =>
      a.element(0).setAttribute('modification', { id: 'ada/1', type: 'rule', attrs: {} } as never),
  ],
  [
    '[L10] a proposal with a dangerous attribute',
    'suggest',
    'content.invalid',
    (a) =>
      a.element(0).setAttribute('modification', {
        id: 'ada/1',
        type: 'embedCard',
        attrs: { url: 'javascript:1' },
      } as never),
  ],
  [
    '[M5] a known paragraph held as unknown content, which nobody would see',
    'edit',
    'content.invalid',
    (a) => {
      const held = new Y.XmlElement('unsupportedBlock');
      const originalValue = { type: 'paragraph', content: [{ type: 'text', text: 'hidden' }] };
      held.setAttribute('originalValue', originalValue as never);
      a.fragment.insert(0, [held]);
    },
  ],
];

describe('The guard refuses, and harms nobody else', () => {
  for (const [title, mode, reason, attack] of attacks)
    it(title, () => expectRefused(mode, reason, attack));

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
