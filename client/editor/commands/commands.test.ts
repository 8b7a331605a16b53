import type { Node } from 'prosemirror-model';
import type { Command } from 'prosemirror-state';
import { EditorState, TextSelection } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';
import { schema } from '@shared/adf/schema';
import { insertRule, insertTable, setBlock, setPanel } from './blocks.ts';
import { insertMention, linkAt, setLink } from './inline.ts';
import { itemBackspace, splitItem, toggleDone, toggleItems } from './items.ts';
import { toggleList } from './lists.ts';
import { renameCopies } from './localIds.ts';

const paragraph = (words: string, attrs: object | null = null) =>
  schema.node('paragraph', attrs, words === '' ? [] : [schema.text(words)]);
const opened = (blocks: Node[], from: number, to = from) => {
  const state = EditorState.create({ doc: schema.node('doc', null, blocks) });
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
};
/** The state after a command, checked to be a document that can be stored. */
function after(state: EditorState, command: Command): EditorState {
  let next = state;
  const done = command(state, (tr) => (next = state.apply(tr)));
  expect(done).toBe(true);
  next.doc.check();
  return next;
}
const shape = (state: EditorState) => state.doc.toString();

describe('a paragraph', () => {
  it('becomes a heading and keeps what others suggest for it', () => {
    const state = opened([paragraph('Scope', { deletion: { id: 'ben/1' } })], 2);
    const heading = after(state, setBlock('heading', { level: 2 })).doc.child(0);
    expect([heading.type.name, heading.attrs.level, heading.attrs.deletion]).toEqual([
      'heading',
      2,
      { id: 'ben/1' },
    ]);
  });

  it('becomes a task and a paragraph again', () => {
    const task = after(opened([paragraph('Check')], 3), toggleItems('taskItem'));
    expect(shape(task)).toBe('doc(taskList(taskItem("Check")))');
    expect(shape(after(task, toggleItems('taskItem')))).toBe('doc(paragraph("Check"))');
  });

  it('becomes an item of a list, which can change its kind', () => {
    const list = after(opened([paragraph('One')], 2), toggleList('bulletList'));
    expect(shape(list)).toBe('doc(bulletList(listItem(paragraph("One"))))');
    expect(shape(after(list, toggleList('orderedList')))).toBe(
      'doc(orderedList(listItem(paragraph("One"))))',
    );
  });

  it('is wrapped in a panel, which can change its kind and be taken away', () => {
    const panel = after(opened([paragraph('Out')], 2), setPanel('error'));
    const other = after(panel, setPanel('success'));
    expect(other.doc.child(0).attrs.panelType).toBe('success');
    expect(shape(after(other, setPanel('success')))).toBe('doc(paragraph("Out"))');
  });

  it('gives its place to what is put in when it is empty, and else stands before it', () => {
    expect(shape(after(opened([paragraph('')], 1), insertRule))).toBe('doc(rule, paragraph)');
    expect(shape(after(opened([paragraph('A')], 1), insertTable(1, 1)))).toBe(
      'doc(paragraph("A"), table(tableRow(tableHeader(paragraph))))',
    );
  });
});

describe('a task', () => {
  const task = (words: string, state = 'DONE') =>
    schema.node(
      'taskItem',
      { localId: words || 'empty', state },
      words ? [schema.text(words)] : [],
    );
  const list = (...tasks: Node[]) => schema.node('taskList', { localId: 'list' }, tasks);

  it('is followed by one that is not done and has a name of its own', () => {
    const next = after(opened([list(task('one'))], 5), splitItem)
      .doc.child(0)
      .child(1);
    expect(next.attrs.state).toBe('TODO');
    expect(next.attrs.localId).not.toBe('one');
  });

  it('ends the list when it is empty, and leaves the others in theirs', () => {
    const state = opened([list(task('one'), task(''), task('two'))], 7);
    expect(shape(after(state, splitItem))).toBe(
      'doc(taskList(taskItem("one")), paragraph, taskList(taskItem("two")))',
    );
  });

  it('becomes a paragraph at the start of which one deletes backwards', () => {
    const state = opened([list(task('one'))], 2);
    expect(shape(after(state, itemBackspace))).toBe('doc(paragraph("one"))');
    expect(itemBackspace(opened([list(task('one'))], 3))).toBe(false);
  });

  it('is ticked and unticked', () => {
    const open = after(opened([list(task('one'))], 3), toggleDone);
    expect(open.doc.child(0).child(0).attrs.state).toBe('TODO');
    expect(after(open, toggleDone).doc.child(0).child(0).attrs.state).toBe('DONE');
  });

  it('keeps its name when it is copied, and the copy gets another', () => {
    const state = opened([list(task('one'))], 3);
    const tr = renameCopies(state.tr.insert(1, task('one')));
    const names = tr.doc.child(0).children.map(({ attrs }) => String(attrs.localId));
    expect(names[0]).toBe('one');
    expect(names[1]).not.toBe('one');
  });
});

describe('inside a line', () => {
  it('a mention takes the place of what was typed after the @', () => {
    const state = opened([paragraph('See @hel now')], 9);
    const person = { id: 'h', name: 'Hélène Montclar', side: 'client' } as const;
    const line = after(state, insertMention(person, 5)).doc.child(0);
    expect(line.toString()).toBe('paragraph("See ", mention, " now")');
    expect(line.child(1).attrs).toMatchObject({ id: 'h', text: '@Hélène Montclar' });
  });

  it('a link is put on the selection, and found from inside it', () => {
    const state = opened([paragraph('our plan here')], 5, 9);
    const linked = after(state, setLink('https://example.com'));
    const inside = linked.apply(linked.tr.setSelection(TextSelection.create(linked.doc, 7)));
    expect(linkAt(inside)).toEqual({ from: 5, to: 9, href: 'https://example.com' });
    expect(linkAt(opened([paragraph('plain')], 3))).toBeNull();
  });
});
