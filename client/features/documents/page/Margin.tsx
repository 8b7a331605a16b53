import { IconX } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentDetail } from '@shared/features/documents/schema';
import { Button } from '@client/ui/Button';
import { classes } from '@client/ui/classes';
import { iconProps } from '@client/ui/icon';
import type { MarginEntry } from './marginEntries.ts';
import { MarginLines } from './MarginLines.tsx';
import { MarginSteps } from './MarginSteps.tsx';
import { SuggestionCard } from './SuggestionCard.tsx';
import { ThreadCard } from './ThreadCard.tsx';
import type { MarginPlaces } from './useMarginPlaces.ts';
import styles from './Margin.module.css';

interface MarginProps {
  document: DocumentDetail;
  personId: string;
  entries: readonly MarginEntry[];
  active: string | null;
  onActivate: (key: string | null) => void;
  places: MarginPlaces;
  cardRef: (key: string) => (element: HTMLElement | null) => void;
  waitingOn: (authorId: string) => string;
  /** Where cards are laid beside their passages there is no list to close. */
  isBeside: boolean;
  onClose: () => void;
  /** Above the cards: a comment that is being written. */
  children?: ReactNode;
  /** Under the cards: the way to what is settled. */
  foot?: ReactNode;
}

/** Who would change what, and what is said of it: beside the text, or as a list where there is no room. */
export function Margin({
  document,
  personId,
  entries,
  active,
  onActivate,
  places,
  cardRef,
  waitingOn,
  isBeside,
  onClose,
  children,
  foot,
}: MarginProps) {
  const { t } = useTranslation(['document', 'editor']);
  const author = (id: string) => document.people.find((person) => person.id === id);
  const label = (entry: MarginEntry) =>
    entry.kind === 'suggestion'
      ? t('suggestion.label', {
          number: entry.suggestion.number,
          name: author(entry.suggestion.personId)?.name ?? t('editor:suggestion.someone'),
        })
      : t('thread.label', {
          letter: entry.letter,
          name: author(entry.thread.personId)?.name ?? t('editor:suggestion.someone'),
        });
  const moveFocus = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || event.target !== event.currentTarget) return;
    event.preventDefault();
    const cards = [...(event.currentTarget.parentElement?.querySelectorAll('article') ?? [])];
    cards[cards.indexOf(event.currentTarget) + by]?.focus();
  };

  return (
    <section
      aria-label={t('margin.label')}
      className={classes(styles.margin, isBeside && styles.beside)}
    >
      {isBeside && <MarginLines places={places} active={active} />}
      {!isBeside && (
        <div className={styles.head}>
          <MarginSteps entries={entries} active={active} onActivate={onActivate} />
          <Button kind="quiet" small iconOnly aria-label={t('margin.close')} onPress={onClose}>
            <IconX {...iconProps} />
          </Button>
        </div>
      )}
      {children}
      {entries.length === 0 && !children && <p className={styles.empty}>{t('margin.empty')}</p>}
      {/* A feed: its articles take the focus, so that the keys go from one to the next. */}
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <div
        role="feed"
        aria-label={t('margin.label')}
        className={styles.cards}
        style={isBeside ? { minBlockSize: places.height } : undefined}
      >
        {entries.map((entry, index) => {
          const isActive = entry.key === active;
          const top = places.tops.get(entry.key);
          return (
            <article
              key={entry.key}
              ref={cardRef(entry.key)}
              tabIndex={0}
              aria-label={label(entry)}
              aria-posinset={index + 1}
              aria-setsize={entries.length}
              aria-current={isActive || undefined}
              className={classes(styles.card, isActive && styles.active)}
              style={isBeside && top !== undefined ? { insetBlockStart: top } : undefined}
              data-entry={entry.key}
              onClick={() => onActivate(entry.key)}
              onFocus={(event) => event.target === event.currentTarget && onActivate(entry.key)}
              onKeyDown={moveFocus}
            >
              {entry.kind === 'suggestion' ? (
                <SuggestionCard
                  documentId={document.id}
                  entry={entry}
                  author={author(entry.suggestion.personId)}
                  isOwn={entry.suggestion.personId === personId}
                  isActive={isActive}
                  waitingOn={waitingOn(entry.suggestion.personId)}
                />
              ) : (
                <ThreadCard
                  documentId={document.id}
                  entry={entry}
                  people={document.people}
                  isActive={isActive}
                />
              )}
            </article>
          );
        })}
      </div>
      {foot && <div className={styles.foot}>{foot}</div>}
    </section>
  );
}
