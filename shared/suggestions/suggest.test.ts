import type { Node } from 'prosemirror-model';
import { EditorState, TextSelection } from 'prosemirror-state';
import type { Transaction } from 'prosemirror-state';
import { joinBackward, setBlockType, splitBlock, toggleMark, wrapIn } from 'prosemirror-commands';
import { liftListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { describe, expect, it } from 'vitest';
import { schema } from '@shared/adf/schema';
import { randomDocument, randomFrom } from '../../test/support/randomDocument.ts';
import { randomEdit } from '../../test/support/randomEdit.ts';
import { base } from './base.ts';
import { listSuggestions } from './list.ts';
import { acceptSuggestions, refuseSuggestions } from './resolve.ts';
import { asSuggestion, proposeDocument } from './suggest.ts';
import { withoutSuggestionsOf } from './withoutSuggestionsOf.ts';

const t = (words: string, ...marks: string[]) =>
  schema.text(
    words,
    marks.map((mark) => schema.mark(mark)),
  );
const p = (...content: (string | Node)[]) =>
  schema.node(
    'paragraph',
    null,
    content.map((c) => (typeof c === 'string' ? t(c) : c)),
  );
const li = (...blocks: Node[]) => schema.node('listItem', null, blocks);
const ul = (...items: Node[]) => schema.node('bulletList', null, items);
const doc = (...blocks: Node[]) => schema.node('doc', null, blocks);

function ids(person: string) {
  let n = 0;
  return () => `${person}/${++n}`;
}

/** A document opened by somebody who suggests, with the caret (or a selection) at offsets of the whole text. */
function open(node: Node, from: number, to = from) {
  return EditorState.create({ doc: node, selection: TextSelection.create(node, from, to) });
}

function suggest(state: EditorState, edit: (tr: Transaction) => Transaction, nextId = ids('ada')) {
  const direct = edit(state.tr);
  const suggested = asSuggestion(direct, state, nextId);
  if (!suggested) throw new Error('The edit could not be suggested.');
  return { direct, state: state.apply(suggested) };
}

type Command = (state: EditorState, dispatch: (tr: Transaction) => void) => boolean;

function run(state: EditorState, command: Command, nextId = ids('ada')) {
  let direct: Transaction | undefined;
  command(state, (tr) => {
    direct = tr;
  });
  return suggest(state, () => direct!, nextId);
}

function expectExact(before: Node, direct: Node, suggested: Node) {
  suggested.check();
  expect(base(suggested).toJSON()).toEqual(base(before).toJSON());
  expect(refuseSuggestions(suggested, 'all').toJSON()).toEqual(before.toJSON());
  expect(acceptSuggestions(suggested, 'all').toJSON()).toEqual(direct.toJSON());
}

const kinds = (node: Node) =>
  listSuggestions(node).flatMap(({ pieces }) =>
    pieces.map((piece) => `${piece.kind}:${piece.text}`),
  );

describe('Suggesting', () => {
  it('[L9] inserts what is typed', () => {
    const state = open(doc(p('one three')), 5);
    const typed = suggest(state, (tr) => tr.insertText('two '));
    expectExact(state.doc, typed.direct.doc, typed.state.doc);
    expect(kinds(typed.state.doc)).toEqual(['insertion:two ']);
    expect(typed.state.selection.head).toBe(9);
  });

  it('goes on with the same suggestion while one types', () => {
    const nextId = ids('ada');
    let state = open(doc(p('one ')), 5);
    for (const letter of 'two') state = suggest(state, (tr) => tr.insertText(letter), nextId).state;
    expect(listSuggestions(state.doc)).toMatchObject([{ pieces: [{ text: 'two' }] }]);
  });

  it('really deletes what one has proposed oneself', () => {
    const nextId = ids('ada');
    const typed = suggest(open(doc(p('one ')), 5), (tr) => tr.insertText('two'), nextId).state;
    const deleted = suggest(typed, (tr) => tr.delete(7, 8), nextId).state;
    expect(kinds(deleted.doc)).toEqual(['insertion:tw']);
    const gone = suggest(deleted, (tr) => tr.delete(5, 7), nextId).state;
    expect(gone.doc.eq(doc(p('one ')))).toBe(true);
  });

  it('marks what is deleted and moves the caret past it in the direction of the key', () => {
    const state = open(doc(p('abc')), 3);
    const back = suggest(state, (tr) => tr.delete(2, 3));
    expectExact(state.doc, back.direct.doc, back.state.doc);
    expect(back.state.selection.head).toBe(2);
    const forward = suggest(state, (tr) => tr.delete(3, 4));
    expect(forward.state.selection.head).toBe(4);
    const again = suggest(back.state, (tr) => tr.delete(1, 2), ids('ada'));
    expect(kinds(again.state.doc)).toEqual(['deletion:ab']);
    expect(again.state.selection.head).toBe(1);
  });

  it('moves past what is deleted already', () => {
    const once = suggest(open(doc(p('abc')), 2), (tr) => tr.delete(2, 3)).state;
    const state = once.apply(once.tr.setSelection(TextSelection.create(once.doc, 2)));
    const twice = suggest(state, (tr) => tr.delete(2, 3)).state;
    expect(twice.doc.eq(once.doc)).toBe(true);
    expect(twice.selection.head).toBe(3);
  });

  it('replaces a selection as one suggestion, with the caret behind what is new', () => {
    const state = open(doc(p('one two three')), 5, 8);
    const typed = suggest(state, (tr) => tr.insertText('2'));
    expectExact(state.doc, typed.direct.doc, typed.state.doc);
    expect(listSuggestions(typed.state.doc)).toHaveLength(1);
    expect(typed.state.doc.textBetween(1, typed.state.selection.head)).toBe('one two2');
  });

  it('[L9] proposes marks without setting them', () => {
    const state = open(doc(p('one two')), 1, 4);
    const bold = run(state, toggleMark(schema.marks.strong!));
    expectExact(state.doc, bold.direct.doc, bold.state.doc);
    expect(kinds(bold.state.doc)).toEqual(['modification:one']);
    expect([bold.state.selection.from, bold.state.selection.to]).toEqual([1, 4]);
    const plain = open(doc(p(t('one', 'strong'))), 1, 4);
    const undone = run(plain, toggleMark(schema.marks.strong!));
    expectExact(plain.doc, undone.direct.doc, undone.state.doc);
  });

  it('[L10] proposes another kind of block and other attributes', () => {
    const state = open(doc(p('Scope'), p('x')), 2);
    const heading = run(state, setBlockType(schema.nodes.heading!, { level: 2 }));
    expectExact(state.doc, heading.direct.doc, heading.state.doc);
    expect(heading.state.doc.firstChild!.type.name).toBe('paragraph');
    const aligned = suggest(state, (tr) =>
      tr.setNodeAttribute(0, 'mark:alignment', { align: 'end' }),
    );
    expectExact(state.doc, aligned.direct.doc, aligned.state.doc);
  });

  it('[L11] proposes a split by one character and keeps the text where it is', () => {
    const state = open(doc(p('one two')), 5);
    const split = run(state, splitBlock);
    expectExact(state.doc, split.direct.doc, split.state.doc);
    expect(split.state.doc.textContent).toBe('one \u2029two');
    expect(split.state.selection.head).toBe(6);
    const typed = suggest(split.state, (tr) => tr.insertText('new '), ids('ada'));
    expect(typed.state.doc.textContent).toBe('one \u2029new two');
  });

  it('inserts a block when Enter is typed at the start or the end of one', () => {
    for (const [position, index] of [
      [1, 0],
      [4, 1],
    ] as const) {
      const state = open(doc(p('one')), position);
      const split = run(state, splitBlock);
      expectExact(state.doc, split.direct.doc, split.state.doc);
      expect(split.state.doc.child(index).attrs.insertion).toEqual({ id: 'ada/1' });
    }
  });

  it('writes on in a block of its own without a mark on each word, and takes it away again', () => {
    const nextId = ids('ada');
    let { state } = run(open(doc(p('one')), 4), splitBlock, nextId);
    state = suggest(state, (tr) => tr.insertText('two'), nextId).state;
    expect(listSuggestions(state.doc)).toMatchObject([
      { pieces: [{ kind: 'insertion', text: 'two' }] },
    ]);
    expect(acceptSuggestions(state.doc, 'all').eq(doc(p('one'), p('two')))).toBe(true);
    state = suggest(state, (tr) => tr.delete(5, 10), nextId).state;
    expect(state.doc.eq(doc(p('one')))).toBe(true);
  });

  it('[L10] proposes a join and keeps both blocks', () => {
    const state = open(doc(p('one'), p('two')), 6);
    const joined = run(state, joinBackward);
    expectExact(state.doc, joined.direct.doc, joined.state.doc);
    expect(joined.state.doc.child(1).attrs.joinPrevious).toEqual({ id: 'ada/1' });
    expect(joined.state.selection.head).toBe(4);
  });

  it('is exact for what it can only copy: lists, wraps, tables', () => {
    const cases: [Node, number, Command][] = [
      [doc(p('one'), p('two')), 2, wrapInList(schema.nodes.bulletList!)],
      [doc(p('one'), p('two')), 2, wrapIn(schema.nodes.panel!)],
      [doc(ul(li(p('one two')), li(p('three')))), 6, splitListItem(schema.nodes.listItem!)],
      [doc(ul(li(p('one')), li(p('two')))), 11, liftListItem(schema.nodes.listItem!)],
    ];
    for (const [node, position, command] of cases) {
      const state = open(node, position);
      const made = run(state, command);
      expectExact(state.doc, made.direct.doc, made.state.doc);
    }
  });

  it('gives text inside a suggestion of somebody else an id of its own', () => {
    const ben = suggest(open(doc(p('one')), 4), (tr) => tr.insertText(' two'), ids('ben')).state;
    const state = ben.apply(ben.tr.setSelection(TextSelection.create(ben.doc, 6)));
    const ada = suggest(state, (tr) => tr.insertText('!'), ids('ada')).state;
    const people = listSuggestions(ada.doc).map(({ personId, pieces }) => [
      personId,
      pieces.length,
    ]);
    expect(people).toEqual([
      ['ben', 2],
      ['ada', 1],
    ]);
    expect(refuseSuggestions(ada.doc, ['ada/1']).eq(ben.doc)).toBe(true);
  });

  it('lets somebody propose to delete what another proposes to insert', () => {
    const ben = suggest(open(doc(p('one')), 4), (tr) => tr.insertText(' two'), ids('ben')).state;
    const ada = suggest(ben, (tr) => tr.delete(4, 8), ids('ada')).state;
    expect(withoutSuggestionsOf(ada.doc, 'ada').eq(ben.doc)).toBe(true);
    expect(acceptSuggestions(ada.doc, 'all').eq(doc(p('one')))).toBe(true);
  });

  it('refuses to propose over the proposal of another', () => {
    const ben = run(open(doc(p('one')), 1, 4), toggleMark(schema.marks.strong!), ids('ben')).state;
    const state = ben.apply(ben.tr.setSelection(TextSelection.create(ben.doc, 1, 4)));
    const direct = state.tr.addMark(1, 4, schema.mark('em'));
    const made = asSuggestion(direct, state, ids('ada'));
    // Where it cannot be put beside the other, a copy of the block is proposed.
    if (made) expect(withoutSuggestionsOf(made.doc, 'ada').eq(ben.doc)).toBe(true);
    expect(made?.doc.childCount).toBe(2);
  });
});

describe('Any edit at all, as a suggestion', () => {
  it('[L12] is exact: base untouched, refusing gives the old, accepting the new document', () => {
    let made = 0;
    let impossible = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const random = randomFrom(seed);
      const before = randomDocument(random);
      const direct = randomEdit(before, random)?.doc;
      if (!direct) continue;
      const suggested = proposeDocument(before, direct, 'ada/1');
      if (!suggested) {
        impossible++;
        continue;
      }
      made++;
      expect([seed, isValidDocument(suggested)]).toEqual([seed, true]);
      expect([seed, base(suggested).eq(before)]).toEqual([seed, true]);
      expect([seed, acceptSuggestions(suggested, 'all').eq(direct)]).toEqual([seed, true]);
    }
    expect(made).toBeGreaterThan(150);
    expect({ impossible }).toEqual({ impossible: 0 });
  });

  it('leaves the proposals of others as they are', () => {
    let made = 0;
    let refused = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const random = randomFrom(seed * 7);
      const start = randomDocument(random);
      let now = start;
      let refusedNow = 0;
      for (let round = 0; round < 6; round++) {
        const person = round % 2 ? 'ada' : 'ben';
        const direct = randomEdit(now, random, 1)?.doc;
        if (!direct) continue;
        const next = proposeDocument(now, direct, `${person}/${round}`);
        if (!next) {
          refusedNow++;
          continue;
        }
        made++;
        next.check();
        expect([seed, base(next).eq(start)]).toEqual([seed, true]);
        const [was, is] = [now, next].map((node) => withoutSuggestionsOf(node, person));
        expect([seed, was!.eq(is!)]).toEqual([seed, true]);
        now = next;
      }
      refused += refusedNow;
      expect([seed, refuseSuggestions(now, 'all').eq(start)]).toEqual([seed, true]);
      acceptSuggestions(now, 'all').check();
    }
    expect(made).toBeGreaterThan(400);
    expect(refused / (made + refused)).toBeLessThan(0.05);
  });
});

function isValidDocument(node: Node): boolean {
  node.check();
  return true;
}
