import type { EditorView } from 'prosemirror-view';

/**
 * Lets the editor take over the selection that the browser has now. A browser tells a moved caret a moment late; a redraw in
 * between, because somebody else typed, would put the caret back to where it was. To be called before such a redraw is begun.
 */
export function readSelection(view: EditorView): void {
  if (view.composing || !view.hasFocus()) return;
  view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
}
