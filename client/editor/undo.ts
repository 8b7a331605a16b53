import type { EditorView } from 'prosemirror-view';
import { TextSelection } from 'prosemirror-state';
import * as Y from 'yjs';
import type { Caret, DocumentBinding } from './binding.ts';

/** Undo and redo of one's own edits only, whatever others did in between; the caret goes back to where it was. */
export interface Undo {
  undo(): boolean;
  redo(): boolean;
  canUndo(): boolean;
  canRedo(): boolean;
  /** Forgets everything: what was written in one mode must not be undone in another. */
  clear(): void;
  destroy(): void;
}

export function undoFor(binding: DocumentBinding, view: () => EditorView): Undo {
  const manager = new Y.UndoManager(binding.root, {
    trackedOrigins: new Set([binding.origin]),
    captureTimeout: 600,
  });
  manager.on('stack-item-added', (event) => {
    const { meta } = event.stackItem;
    if (binding.caretBefore && !meta.has('caret')) meta.set('caret', binding.caretBefore);
  });
  manager.on('stack-item-popped', (event) => {
    const remembered = event.stackItem.meta.get('caret') as Caret | undefined;
    if (remembered) restore(binding, view(), remembered);
  });

  return {
    undo: () => manager.undo() !== null,
    redo: () => manager.redo() !== null,
    canUndo: () => manager.undoStack.length > 0,
    canRedo: () => manager.redoStack.length > 0,
    clear: () => manager.clear(),
    destroy: () => manager.destroy(),
  };
}

function restore(binding: DocumentBinding, view: EditorView, caret: Caret): void {
  const { doc, tr } = view.state;
  const anchor = binding.position(doc, caret.anchor);
  const head = binding.position(doc, caret.head);
  if (anchor === null || head === null) return;

  const within = (pos: number) => doc.resolve(Math.max(0, Math.min(pos, doc.content.size)));
  view.dispatch(
    tr.setSelection(TextSelection.between(within(anchor), within(head))).scrollIntoView(),
  );
}
