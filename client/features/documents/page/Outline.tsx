import { memo, useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { IconMessage2, IconPencilPlus } from '@tabler/icons-react';
import { TextSelection } from 'prosemirror-state';
import type { DocumentEditor } from '@client/editor/mountEditor';
import { smallIconProps } from '@client/ui/icon';
import type { MarginEntry } from './marginEntries.ts';
import { outlineOf } from './outline.ts';
import { outlineRows } from './outlineRows.ts';
import type { OutlineRow } from './outlineRows.ts';
import styles from './Outline.module.css';

interface OutlineProps {
  editor: DocumentEditor;
  entries: readonly MarginEntry[];
}

/** The headings of the document, the one with the caret marked, each with what waits under it. */
export function Outline({ editor, entries }: OutlineProps) {
  const state = useSyncExternalStore(editor.subscribe, () => editor.view.state);
  const key = JSON.stringify(outlineRows(state, entries));
  const rows = useMemo(() => JSON.parse(key) as OutlineRow[], [key]);

  return <OutlineList editor={editor} rows={rows} />;
}

const OutlineList = memo(function OutlineList({
  editor,
  rows,
}: {
  editor: DocumentEditor;
  rows: readonly OutlineRow[];
}) {
  const { t } = useTranslation('document');

  return (
    <nav aria-label={t('outline')} className={styles.outline}>
      <h2 className={styles.heading}>{t('outline')}</h2>
      {rows.length === 0 && <p className={styles.empty}>{t('outline-empty')}</p>}
      <ol role="list" className={styles.list}>
        {rows.map(({ level, number, title, isCurrent, suggestions, threads }, index) => (
          <li key={index} data-level={level}>
            <a
              href={`#${index}`}
              className={styles.entry}
              aria-current={isCurrent ? 'location' : undefined}
              onClick={(event) => {
                event.preventDefault();
                goTo(editor, index);
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
        ))}
      </ol>
    </nav>
  );
});

function goTo({ view }: DocumentEditor, index: number): void {
  const { doc, tr } = view.state;
  const pos = outlineOf(doc)[index]?.pos;
  if (pos === undefined) return;

  view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(pos + 1))));
  const heading = view.nodeDOM(pos);
  if (heading instanceof HTMLElement) heading.scrollIntoView({ block: 'start' });
  view.focus();
}
