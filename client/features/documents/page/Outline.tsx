import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { IconMessage2, IconPencilPlus } from '@tabler/icons-react';
import { TextSelection } from 'prosemirror-state';
import type { DocumentEditor } from '@client/editor/mountEditor';
import { useEditorState } from '@client/editor/useEditorState';
import { smallIconProps } from '@client/ui/icon';
import type { MarginEntry } from './marginEntries.ts';
import { entryAt, outlineOf } from './outline.ts';
import styles from './Outline.module.css';

interface OutlineProps {
  editor: DocumentEditor;
  entries: readonly MarginEntry[];
}

/** The headings of the document, the one with the caret marked, each with what waits under it. */
export function Outline({ editor, entries }: OutlineProps) {
  const { t } = useTranslation('document');
  const state = useEditorState(editor);
  const headings = useMemo(() => outlineOf(state.doc), [state.doc]);
  const current = entryAt(headings, state.selection.from);
  const waiting = (pos: number, kind: MarginEntry['kind']) =>
    entries.filter(
      (entry) => entry.kind === kind && entryAt(headings, entry.from ?? -1)?.pos === pos,
    ).length;

  return (
    <nav aria-label={t('outline')} className={styles.outline}>
      <h2 className={styles.heading}>{t('outline')}</h2>
      {headings.length === 0 && <p className={styles.empty}>{t('outline-empty')}</p>}
      <ol role="list" className={styles.list}>
        {headings.map(({ pos, level, number, title }) => {
          const suggestions = waiting(pos, 'suggestion');
          const threads = waiting(pos, 'thread');
          return (
            <li key={pos} data-level={level}>
              <a
                href={`#${pos}`}
                className={styles.entry}
                aria-current={current?.pos === pos ? 'location' : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  goTo(editor, pos);
                }}
              >
                <span className={styles.number}>{number}</span>
                <span className={styles.title}>{title}</span>
                {suggestions > 0 && (
                  <span className={styles.waiting}>
                    <IconPencilPlus {...smallIconProps} />
                    {suggestions}
                  </span>
                )}
                {threads > 0 && (
                  <span className={styles.waiting}>
                    <IconMessage2 {...smallIconProps} />
                    {threads}
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function goTo({ view }: DocumentEditor, pos: number): void {
  const { doc, tr } = view.state;
  view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(pos + 1))));
  const heading = view.nodeDOM(pos);
  if (heading instanceof HTMLElement) heading.scrollIntoView({ block: 'start' });
  view.focus();
}
