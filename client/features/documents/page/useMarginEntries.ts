import { useMemo, useSyncExternalStore } from 'react';
import type { DocumentEditor } from '@client/editor/mountEditor';
import { marginEntries } from './marginEntries.ts';
import type { MarginEntry } from './marginEntries.ts';
import { useRecords } from './useRecords.ts';

const none: readonly MarginEntry[] = [];
const nothingToHear = () => () => {};

/** The entries of the margin for the present text; the same list while neither the text nor the records change. */
export function useMarginEntries(
  documentId: string,
  editor: DocumentEditor | null,
): readonly MarginEntry[] {
  const { suggestions, threads } = useRecords(documentId);
  const doc = useSyncExternalStore(
    editor?.subscribe ?? nothingToHear,
    () => editor?.view.state.doc,
  );

  return useMemo(
    () => (editor && doc ? marginEntries(doc, editor.binding, suggestions, threads) : none),
    [editor, doc, suggestions, threads],
  );
}
