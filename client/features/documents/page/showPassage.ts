import type { DocumentEditor } from '@client/editor/mountEditor';

/** Brings a passage into view without taking the caret there. */
export function showPassage(editor: DocumentEditor, from: number | null | undefined): void {
  if (from === null || from === undefined) return;
  const { node } = editor.view.domAtPos(from);
  const element = node instanceof Element ? node : node.parentElement;
  const box = element?.getBoundingClientRect();
  if (box && (box.top < 160 || box.bottom > window.innerHeight - 80)) {
    element?.scrollIntoView({ block: 'center' });
  }
}
