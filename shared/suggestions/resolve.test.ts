import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { schema } from '@shared/adf/schema';
import { base } from './base.ts';
import { listSuggestions } from './list.ts';
import { acceptSuggestions, refuseSuggestions } from './resolve.ts';

const ins = (id: string) => ({ insertion: { id } });
const del = (id: string) => ({ deletion: { id } });
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
const block = (type: string, attrs: object, ...content: Node[]) =>
  schema.node(type, { ...attrs }, content);
const doc = (...blocks: Node[]) => schema.node('doc', null, blocks);
const joined = (id: string, ...content: Node[]) =>
  schema.node('paragraph', { joinPrevious: { id } }, content);

describe('Accepting and refusing', () => {
  it('[L8] decides everything under one id together and nothing else', () => {
    const before = doc(p('a', t('b', ins('ada/1')), t('c', del('ada/1')), t('d', ins('ben/1'))));
    expect(acceptSuggestions(before, ['ada/1']).eq(doc(p('ab', t('d', ins('ben/1')))))).toBe(true);
    expect(refuseSuggestions(before, ['ada/1']).eq(doc(p('ac', t('d', ins('ben/1')))))).toBe(true);
    expect(acceptSuggestions(before, 'all').eq(doc(p('abd')))).toBe(true);
    expect(base(before).eq(doc(p('ac')))).toBe(true);
  });

  it('leaves what is not concerned as the identical object', () => {
    const before = doc(p('one'), p('a', t('b', ins('ada/1'))), p(t('x', ins('ben/1'))));
    const after = acceptSuggestions(before, ['ada/1']);
    expect(after.child(0)).toBe(before.child(0));
    expect(after.child(2)).toBe(before.child(2));
    expect(acceptSuggestions(before, ['carl/1'])).toBe(before);
  });

  it('[L9] sets and takes away the proposed marks', () => {
    const change = { id: 'ada/1', add: [{ type: 'strong', attrs: {} }], remove: ['em'] };
    const before = doc(p(t('x', { em: {}, modification: change })));
    expect(acceptSuggestions(before, 'all').eq(doc(p(t('x', { strong: {} }))))).toBe(true);
    expect(base(before).eq(doc(p(t('x', { em: {} }))))).toBe(true);
  });

  it('[L10] gives a block its proposed type and attributes', () => {
    const change = { id: 'ada/1', type: 'heading', attrs: { level: 3 } };
    const before = doc(block('paragraph', { modification: change }, t('x')));
    expect(acceptSuggestions(before, 'all').eq(doc(block('heading', { level: 3 }, t('x'))))).toBe(
      true,
    );
    expect(refuseSuggestions(before, 'all').eq(doc(p('x')))).toBe(true);
  });

  it('[L11] splits a block at the split character', () => {
    const before = doc(p('one', t('\u2029', ins('ada/1')), t('two', del('ben/1'))));
    const after = acceptSuggestions(before, ['ada/1']);
    expect(after.eq(doc(p('one'), p(t('two', del('ben/1')))))).toBe(true);
    expect(refuseSuggestions(before, ['ada/1']).firstChild!.textContent).toBe('onetwo');
  });

  it('[L10] joins a block to the one before it, past blocks that are only proposed', () => {
    const proposed = block('paragraph', ins('ben/1'), t('new'));
    const before = doc(p('one '), proposed, joined('ada/1', t('two')));
    expect(acceptSuggestions(before, ['ada/1']).eq(doc(p('one two'), proposed))).toBe(true);
    expect(base(before).eq(doc(p('one '), p('two')))).toBe(true);
  });

  it('removes what became empty: a list without items, a table without rows, never the last block', () => {
    const gone = del('ada/1');
    const list = block(
      'bulletList',
      {},
      block('listItem', gone, p('a')),
      block('listItem', gone, p('b')),
    );
    const table = block('table', {}, block('tableRow', gone, block('tableCell', {}, p('c'))));
    const before = doc(list, table);
    expect(acceptSuggestions(before, 'all').eq(doc(p()))).toBe(true);
    expect(acceptSuggestions(doc(list, p('x')), 'all').eq(doc(p('x')))).toBe(true);
    expect(refuseSuggestions(before, 'all').childCount).toBe(2);
  });

  it('keeps a proposal by another inside what is accepted, and drops it with what is refused', () => {
    const before = doc(p('x'), block('paragraph', ins('ada/1'), t('a'), t('b', ins('ben/1'))));
    const after = acceptSuggestions(before, ['ada/1']);
    expect(after.eq(doc(p('x'), p('a', t('b', ins('ben/1')))))).toBe(true);
    expect(refuseSuggestions(before, ['ada/1']).eq(doc(p('x')))).toBe(true);
  });

  it('tells that what was proposed no longer fits, and leaves it out when all is accepted', () => {
    const unfit = [
      doc(joined('ada/1', t('first'))),
      doc(block('rule', { modification: { id: 'ada/1', type: 'embedCard', attrs: {} } })),
      doc(
        block(
          'table',
          { modification: { id: 'ada/1', type: 'heading', attrs: {} } },
          block('tableRow', {}, block('tableCell', {}, p('x'))),
        ),
      ),
    ];
    for (const before of unfit) {
      expect(() => acceptSuggestions(before, ['ada/1'])).toThrow('suggestion.gone');
      const all = acceptSuggestions(before, 'all');
      all.check();
      expect(listSuggestions(all)).toEqual([]);
    }
  });
});

describe('Listing', () => {
  it('names each suggestion once, with its author, its pieces and their words', () => {
    const node = doc(
      p(
        'a',
        t('new ', ins('ada/1')),
        t('words', { strong: {}, ...ins('ada/1') }),
        t('old', del('ada/1')),
      ),
      p('x', t('\u2029', ins('ben/1')), 'y'),
      block('rule', del('ben/2')),
    );
    expect(listSuggestions(node)).toEqual([
      {
        id: 'ada/1',
        personId: 'ada',
        pieces: [
          { kind: 'insertion', from: 2, to: 11, text: 'new words' },
          { kind: 'deletion', from: 11, to: 14, text: 'old' },
        ],
      },
      { id: 'ben/1', personId: 'ben', pieces: [{ kind: 'split', from: 17, to: 18, text: '' }] },
      {
        id: 'ben/2',
        personId: 'ben',
        pieces: [{ kind: 'deletion', from: 20, to: 21, text: '', block: 'rule' }],
      },
    ]);
  });

  it('says what a modification proposes', () => {
    const change = { id: 'ada/1', add: [{ type: 'em', attrs: {} }], remove: [] };
    const [suggestion] = listSuggestions(doc(p(t('x', { modification: change }))));
    expect(suggestion!.pieces[0]).toMatchObject({ proposed: { add: change.add, remove: [] } });
  });
});
