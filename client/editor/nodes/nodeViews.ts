import type { NodeViewConstructor } from 'prosemirror-view';
import type { EditorSetting } from '../setting.ts';
import { blockCardView, inlineCardView } from './card.ts';
import { codeBlockView } from './code.ts';
import { columnView } from './column.ts';
import { dateView } from './date.ts';
import { expandView } from './expand.ts';
import { keptBlockView, keptBodyView, keptInlineView } from './kept.ts';
import type { MakeNodeView } from './leaf.ts';
import { mediaInlineView, mediaView } from './media.ts';
import { mentionView } from './mention.ts';
import { panelView } from './panel.ts';
import { statusView } from './status.ts';
import { tableView } from './table.ts';
import { decisionView, taskView } from './task.ts';

/** How each node is shown whose own HTML would not do; the others need only the style sheet. */
const table: Record<string, MakeNodeView> = {
  date: dateView,
  status: statusView,
  mention: mentionView,
  taskItem: taskView,
  blockTaskItem: taskView,
  decisionItem: decisionView,
  expand: expandView,
  nestedExpand: expandView,
  panel: panelView,
  panel_c1: panelView,
  codeBlock: codeBlockView,
  layoutColumn: columnView,
  table: tableView,
  media: mediaView,
  mediaInline: mediaInlineView,
  image: mediaInlineView,
  inlineCard: inlineCardView,
  blockCard: blockCardView,
  embedCard: blockCardView,
  extension: keptBlockView,
  inlineExtension: keptInlineView,
  bodiedExtension: keptBodyView,
  syncBlock: keptBlockView,
  bodiedSyncBlock: keptBodyView,
  unsupportedBlock: keptBlockView,
  unsupportedInline: keptInlineView,
  confluenceUnsupportedBlock: keptBlockView,
  confluenceUnsupportedInline: keptInlineView,
  confluenceJiraIssue: keptInlineView,
};

export function nodeViews(setting: EditorSetting): Record<string, NodeViewConstructor> {
  return Object.fromEntries(Object.entries(table).map(([name, make]) => [name, make(setting)]));
}
