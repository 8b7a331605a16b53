import { useMemo, useSyncExternalStore } from 'react';
import type { DocumentEditor } from './mountEditor.ts';

type Read<T> = (editor: DocumentEditor) => T;

/**
 * Something read from an editor after each change; the component is drawn again only when it reads differently (as JSON).
 * `read` must be the same function every time.
 */
export function useEditorValue<T>(editor: DocumentEditor, read: Read<T>): T {
  const get = useMemo(() => steadily(editor, read), [editor, read]);
  return useSyncExternalStore(editor.subscribe, get);
}

/** Gives the same object as before while it says the same. */
function steadily<T>(editor: DocumentEditor, read: Read<T>): () => T {
  let last: { key: string; value: T } | null = null;

  return () => {
    const value = read(editor);
    const key = JSON.stringify(value) ?? '';
    if (last?.key !== key) last = { key, value };
    return last.value;
  };
}
