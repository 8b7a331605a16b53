import { Plugin } from 'prosemirror-state';
import type { Transaction } from 'prosemirror-state';
import { fixTables, tableEditing } from 'prosemirror-tables';
import { isRemote } from './binding.ts';
import type { EditorSetting } from './setting.ts';

/**
 * Selecting, copying and moving in tables. Repairing a table is an edit of its own, so it happens only after an own direct edit: on
 * what others wrote each page would repair on its own, and what is suggested must not change what it stands on.
 */
export function tables(setting: EditorSetting): Plugin {
  const editing = tableEditing();

  return new Plugin({
    ...editing.spec,
    props: editing.props,
    appendTransaction(transactions: readonly Transaction[], before, state) {
      const isOwn = transactions.some((tr) => tr.docChanged) && !transactions.some(isRemote);
      return isOwn && setting.mode() === 'edit' ? fixTables(state, before) : undefined;
    },
  });
}
