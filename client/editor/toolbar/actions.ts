import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconItalic,
  IconLink,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconStrikethrough,
  IconUnderline,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Command, EditorState } from 'prosemirror-state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
  toggleHeaderRow,
} from 'prosemirror-tables';
import {
  ancestor,
  insertExpand,
  insertRule,
  insertTable,
  setBlock,
  setPanel,
  toggleQuote,
} from '../commands/blocks.ts';
import { hasMark, insertDate, insertStatus, toggle } from '../commands/inline.ts';
import { toggleItems } from '../commands/items.ts';
import { toggleList } from '../commands/lists.ts';
import { insertCode, shortcuts } from '../keys.ts';
import type { DocumentEditor } from '../mountEditor.ts';
import { panelTypes } from '../nodes/panel.ts';

type IconComponent = ComponentType<{ size?: number; stroke?: number }>;

/** A button of the toolbar that is on or off; its label is `toolbar.<id>`. */
export interface ToolbarToggle {
  id: string;
  icon: IconComponent;
  shortcut?: string;
  command: Command;
  isOn(state: EditorState): boolean;
}

const markToggle = (
  id: 'strong' | 'em' | 'underline' | 'strike' | 'code',
  icon: IconComponent,
) => ({
  id,
  icon,
  shortcut: shortcuts[id],
  command: toggle(id),
  isOn: (state: EditorState) => hasMark(state, id),
});

export const markToggles: readonly ToolbarToggle[] = [
  markToggle('strong', IconBold),
  markToggle('em', IconItalic),
  markToggle('underline', IconUnderline),
  markToggle('strike', IconStrikethrough),
  markToggle('code', IconCode),
];

/** Has its own form, so its command comes from the editor. */
export const linkToggle = {
  id: 'link',
  icon: IconLink,
  shortcut: shortcuts.link,
  isOn: (state: EditorState) => hasMark(state, 'link'),
};

export const listToggles: readonly ToolbarToggle[] = [
  {
    id: 'bulletList',
    icon: IconList,
    shortcut: shortcuts.bulletList,
    command: toggleList('bulletList'),
    isOn: (state) => ancestor(state, 'bulletList', 'orderedList')?.node.type.name === 'bulletList',
  },
  {
    id: 'orderedList',
    icon: IconListNumbers,
    shortcut: shortcuts.orderedList,
    command: toggleList('orderedList'),
    isOn: (state) => ancestor(state, 'bulletList', 'orderedList')?.node.type.name === 'orderedList',
  },
  {
    id: 'taskItem',
    icon: IconListCheck,
    shortcut: shortcuts.taskItem,
    command: toggleItems('taskItem'),
    isOn: (state) => ancestor(state, 'taskItem') !== null,
  },
  {
    id: 'blockquote',
    icon: IconBlockquote,
    command: toggleQuote,
    isOn: (state) => ancestor(state, 'blockquote') !== null,
  },
];

/** The styles of a paragraph, by id: what is chosen and what sets it. */
export const blockStyles: Readonly<Record<string, Command>> = {
  paragraph: setBlock('paragraph'),
  ...Object.fromEntries(
    [1, 2, 3, 4].map((level) => [`heading${level}`, setBlock('heading', { level })]),
  ),
};

/** The style of the block with the caret, or null where none of ours applies. */
export function currentBlockStyle(state: EditorState): string | null {
  const { parent } = state.selection.$from;
  if (parent.type.name === 'paragraph') return 'paragraph';
  if (parent.type.name === 'heading') return `heading${parent.attrs.level}`;
  return null;
}

export const panelActions: Readonly<Record<string, Command>> = Object.fromEntries(
  panelTypes.map((type) => [type, setPanel(type)]),
);

export function currentPanel(state: EditorState): string | null {
  const type: unknown = ancestor(state, 'panel', 'panel_c1')?.node.attrs.panelType;
  return typeof type === 'string' ? type : null;
}

/** What a table offers; the first of them makes one. */
export const tableActions: Readonly<Record<string, Command>> = {
  rowBefore: addRowBefore,
  rowAfter: addRowAfter,
  columnBefore: addColumnBefore,
  columnAfter: addColumnAfter,
  headerRow: toggleHeaderRow,
  deleteRow,
  deleteColumn,
  deleteTable,
};

/** All that the look of the toolbar depends on. */
export function toolbarState({ view: { state }, undo }: DocumentEditor) {
  return {
    style: currentBlockStyle(state),
    panel: currentPanel(state),
    isTable: isInTable(state),
    on: [...markToggles, linkToggle, ...listToggles]
      .filter(({ isOn }) => isOn(state))
      .map(({ id }) => id),
    canUndo: undo.canUndo(),
    canRedo: undo.canRedo(),
  };
}

/** Begins a mention: the list of people opens at the "@". */
const beginMention: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (!$from.parent.isTextblock) return false;
  const before = $from.parent.textBetween(
    Math.max(0, $from.parentOffset - 1),
    $from.parentOffset,
    undefined,
    ' ',
  );
  dispatch?.(state.tr.insertText(before === '' || /\s/.test(before) ? '@' : ' @').scrollIntoView());
  return true;
};

/** What can be put in at the caret, by id. `newStatus` is the word that a new status starts with. */
export function insertions(newStatus: string): Readonly<Record<string, Command>> {
  return {
    mention: beginMention,
    date: insertDate,
    status: insertStatus(newStatus),
    table: insertTable(),
    decision: toggleItems('decisionItem'),
    expand: insertExpand,
    code: insertCode,
    rule: insertRule,
  };
}
