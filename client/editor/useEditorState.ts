import { useSyncExternalStore } from 'react';
import type { EditorState } from 'prosemirror-state';
import type { DocumentEditor } from './mountEditor.ts';

/** The present state of an editor; the component is drawn again with each new one. */
export function useEditorState(editor: DocumentEditor): EditorState {
  return useSyncExternalStore(editor.subscribe, () => editor.view.state);
}
