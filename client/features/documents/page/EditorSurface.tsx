import { useEffect, useRef } from 'react';
import { mountEditor } from '@client/editor/mountEditor';
import type { DocumentEditor, EditorOptions } from '@client/editor/mountEditor';
import '@client/editor/document.css';
import '@client/editor/leaves.css';
import '@client/editor/blocks.css';
import '@client/editor/marks.css';

type Surroundings = Omit<EditorOptions, 'place' | 'doc' | 'awareness'>;

interface EditorSurfaceProps extends Pick<EditorOptions, 'doc' | 'awareness'> {
  surroundings: Surroundings;
  onMount: (editor: DocumentEditor | null) => void;
}

/** The place of the editor in the page. It is opened once for a document, not with every drawing of the page. */
export function EditorSurface({ doc, awareness, surroundings, onMount }: EditorSurfaceProps) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef({ surroundings, onMount });

  useEffect(() => {
    latest.current = { surroundings, onMount };
  });
  useEffect(() => {
    if (!place.current) return undefined;
    const mounted = document.createElement('div');
    place.current.append(mounted);
    const editor = mountEditor({ ...latest.current.surroundings, place: mounted, doc, awareness });
    latest.current.onMount(editor);
    return () => {
      latest.current.onMount(null);
      editor.destroy();
      mounted.remove();
    };
  }, [doc, awareness]);

  return <div ref={place} />;
}
