import {
  baseKeymap,
  chainCommands,
  createParagraphNear,
  exitCode,
  liftEmptyBlock,
  newlineInCode,
  splitBlock,
} from 'prosemirror-commands';
import { keymap } from 'prosemirror-keymap';
import type { Schema } from 'prosemirror-model';
import type { Command, Plugin } from 'prosemirror-state';
import { goToNextCell } from 'prosemirror-tables';
import { insertBlock, nodeType, setBlock } from './commands/blocks.ts';
import { toggle } from './commands/inline.ts';
import { itemBackspace, leaveBlock, splitItem, toggleDone, toggleItems } from './commands/items.ts';
import { indent, outdent, splitItemOfList, toggleList } from './commands/lists.ts';
import type { Undo } from './undo.ts';

/** The shortcuts of the toolbar, as ProseMirror writes keys; what a button does, its shortcut does too. */
export const shortcuts = {
  strong: 'Mod-b',
  em: 'Mod-i',
  underline: 'Mod-u',
  strike: 'Mod-Shift-x',
  code: 'Mod-e',
  link: 'Mod-k',
  bulletList: 'Mod-Shift-8',
  orderedList: 'Mod-Shift-7',
  taskItem: 'Mod-Shift-9',
  paragraph: 'Mod-Alt-0',
  heading1: 'Mod-Alt-1',
  heading2: 'Mod-Alt-2',
  heading3: 'Mod-Alt-3',
  undo: 'Mod-z',
  redo: 'Mod-Shift-z',
} as const;

/** A shortcut in words for a hint: Ctrl+Shift+8, or the signs of a Mac keyboard. */
export function shortcutWords(
  shortcut: string,
  mac = /Mac|iPhone|iPad/.test(navigator.platform),
): string {
  const words: Record<string, string> = mac
    ? { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
    : { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt' };
  const parts = shortcut.split('-').map((part) => words[part] ?? part.toUpperCase());
  return parts.join(mac ? '' : '+');
}

/** All keys of the editor, in the order in which they are asked. */
export function keys(schema: Schema, undo: Undo, openLink: Command): Plugin[] {
  const hardBreak: Command = (state, dispatch) => {
    dispatch?.(
      state.tr.replaceSelectionWith(nodeType(schema, 'hardBreak').create()).scrollIntoView(),
    );
    return true;
  };

  return [
    keymap({
      [shortcuts.undo]: () => undo.undo(),
      [shortcuts.redo]: () => undo.redo(),
      'Mod-y': () => undo.redo(),
      [shortcuts.strong]: toggle('strong'),
      [shortcuts.em]: toggle('em'),
      [shortcuts.underline]: toggle('underline'),
      [shortcuts.strike]: toggle('strike'),
      [shortcuts.code]: toggle('code'),
      [shortcuts.link]: openLink,
      [shortcuts.bulletList]: toggleList('bulletList'),
      [shortcuts.orderedList]: toggleList('orderedList'),
      [shortcuts.taskItem]: toggleItems('taskItem'),
      [shortcuts.paragraph]: setBlock('paragraph'),
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((level) => [`Mod-Alt-${level}`, setBlock('heading', { level })]),
      ),
      Enter: chainCommands(
        splitItem,
        splitItemOfList,
        newlineInCode,
        createParagraphNear,
        liftEmptyBlock,
        splitBlock,
      ),
      'Mod-Enter': chainCommands(toggleDone, exitCode, leaveBlock),
      'Shift-Enter': chainCommands(newlineInCode, hardBreak),
      Backspace: itemBackspace,
      Tab: chainCommands(indent, goToNextCell(1)),
      'Shift-Tab': chainCommands(outdent, goToNextCell(-1)),
    }),
    keymap(baseKeymap),
  ];
}

/** For the toolbar, which offers the same as the keys. */
export const insertCode: Command = (state, dispatch) =>
  setBlock('codeBlock')(state, dispatch) ||
  insertBlock((schema) => nodeType(schema, 'codeBlock').create())(state, dispatch);
