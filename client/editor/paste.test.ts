import { Fragment, Slice } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { schema } from '@shared/adf/schema';
import { cleanPaste, textOfSlice } from './paste.ts';

const pasted = (...nodes: ReturnType<typeof schema.node>[]) =>
  cleanPaste(new Slice(Fragment.fromArray(nodes), 0, 0)).content;

describe('what is pasted', () => {
  it('brings no suggestion and no comment along, but keeps its format', () => {
    const marks = [
      schema.marks.insertion!.create({ id: 'ben/1' }),
      schema.marks.annotation!.create({ id: 'thread-1' }),
      schema.marks.strong!.create(),
    ];
    const content = pasted(
      schema.node('paragraph', { deletion: { id: 'ben/2' } }, [schema.text('words', marks)]),
    );
    expect(content.firstChild?.attrs.deletion).toBeNull();
    expect(content.firstChild?.firstChild?.marks.map(({ type }) => type.name)).toEqual(['strong']);
  });

  it('gets names of its own, since the original may still be there', () => {
    const list = schema.node('taskList', { localId: 'list' }, [
      schema.node('taskItem', { localId: 'task', state: 'DONE' }, [schema.text('done')]),
    ]);
    const task = pasted(list).firstChild?.firstChild;
    expect(task?.attrs.state).toBe('DONE');
    expect(task?.attrs.localId).not.toBe('task');
    expect(task?.attrs.localId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('loses the character that stands for a suggested split', () => {
    expect(
      pasted(schema.node('paragraph', null, [schema.text('a\u2029b')])).textBetween(0, 4),
    ).toBe('ab');
  });

  it('can be kept as plain text, a paragraph a line', () => {
    const lines = ['one', 'two'].map((words) =>
      schema.node('paragraph', null, [schema.text(words)]),
    );
    expect(textOfSlice(new Slice(Fragment.fromArray(lines), 0, 0))).toBe('one\ntwo');
  });
});
