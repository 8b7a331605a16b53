import { IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DocumentDetail } from '@shared/features/documents/schema';
import { Button } from '@client/ui/Button';
import { iconProps } from '@client/ui/icon';
import { DecisionButtons } from './DecisionButtons.tsx';
import type { MarginEntry } from './marginEntries.ts';
import type { SuggestionEntry } from './SuggestionCard.tsx';
import { PersonLine } from './PersonLine.tsx';
import { SuggestionWords } from './SuggestionWords.tsx';
import cardStyles from './Card.module.css';
import styles from './DecisionStrip.module.css';

interface DecisionStripProps {
  document: DocumentDetail;
  entries: readonly MarginEntry[];
  active: string | null;
  onActivate: (key: string) => void;
  onOpenAll: () => void;
  /** How many decisions on the reader's own suggestions are new, and the way to them. */
  news: number;
  onOpenNews: () => void;
}

/** One decision at a time at the foot of a narrow page, with answers as large as a thumb. */
export function DecisionStrip({
  document,
  entries,
  active,
  onActivate,
  onOpenAll,
  news,
  onOpenNews,
}: DecisionStripProps) {
  const { t } = useTranslation(['document', 'editor']);
  const decidable = entries.filter(
    (entry): entry is SuggestionEntry =>
      entry.kind === 'suggestion' &&
      (entry.record?.abilities.includes('suggestion.decide') ?? false),
  );
  const index = Math.max(
    0,
    decidable.findIndex(({ key }) => key === active),
  );
  const entry = decidable[index];
  const isOpen = entry?.key === active;
  const next = decidable[index + 1] ?? decidable[index - 1];
  const author = document.people.find(({ id }) => id === entry?.suggestion.personId);
  const name = author?.name ?? t('editor:suggestion.someone');

  return (
    <aside aria-label={t('margin.label')} className={styles.strip} data-answers>
      {news > 0 && (
        <Button wide onPress={onOpenNews}>
          {t('settled.news-open', { count: news })}
        </Button>
      )}
      {entry && (
        <>
          <div className={styles.head}>
            <strong className={styles.progress}>
              {t('suggestion.progress', { number: index + 1, count: decidable.length })}
            </strong>
            <Button small kind="quiet" onPress={onOpenAll}>
              <IconChevronUp {...iconProps} />
              {t('margin.open', { count: entries.length })}
            </Button>
          </div>
          <div className={styles.segments}>
            {decidable.map(({ key, suggestion }) => (
              <button
                key={key}
                type="button"
                aria-label={t('suggestion.label', { number: suggestion.number, name })}
                aria-current={key === active || undefined}
                className={styles.segment}
                onClick={() => onActivate(key)}
              >
                {suggestion.number}
              </button>
            ))}
          </div>
          {isOpen && (
            <>
              <div className={styles.detail}>
                <PersonLine name={name} side={author?.side} />
                <SuggestionWords pieces={entry.suggestion.pieces} />
                {entry.record?.reason && (
                  <p className={cardStyles.reason}>
                    {t('suggestion.why', { reason: entry.record.reason })}
                  </p>
                )}
              </div>
              <DecisionButtons
                key={entry.key}
                documentId={document.id}
                suggestion={entry.suggestion}
                authorName={name}
                large
                onDecided={() => next && onActivate(next.key)}
              />
            </>
          )}
        </>
      )}
      {!entry && (
        <Button wide onPress={onOpenAll}>
          <IconChevronUp {...iconProps} />
          {entries.length === 0 ? t('margin.label') : t('margin.open', { count: entries.length })}
        </Button>
      )}
    </aside>
  );
}
