import { useEffect, useLayoutEffect, useRef } from 'react';
import type { DocumentEditor } from '@client/editor/mountEditor';
import { readSelection } from '@client/editor/readSelection';
import { activeSuggestionMeta } from '@client/editor/suggestions/draw';
import { threadMeta } from '@client/editor/threads';
import { drawnThreads } from './marginEntries.ts';
import type { MarginEntry } from './marginEntries.ts';

/**
 * Tells the text which threads to draw and which entry is active. Only when that changes: the text itself moves the marks along
 * with what is typed before them.
 */
export function useDrawnMarks(
  editor: DocumentEditor | null,
  entries: readonly MarginEntry[],
  active: string | null,
): void {
  const latest = useRef(entries);
  useLayoutEffect(() => {
    latest.current = entries;
  });
  const drawn = JSON.stringify(
    drawnThreads(entries).map(({ id, letter, internal }) => [id, letter, internal]),
  );

  useEffect(() => {
    if (!editor || editor.view.isDestroyed) return;
    readSelection(editor.view);
    const id = active?.slice(2) ?? null;
    const threads = drawn === '[]' ? [] : drawnThreads(latest.current);
    editor.view.dispatch(
      editor.view.state.tr
        .setMeta(...threadMeta({ threads, active: id }))
        .setMeta(...activeSuggestionMeta(id)),
    );
  }, [editor, active, drawn]);
}
