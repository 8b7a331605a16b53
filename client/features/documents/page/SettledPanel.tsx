import { IconArrowLeft, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { decidedAtMost } from '@shared/features/approvals/schema';
import type { DocumentDetail } from '@shared/features/documents/schema';
import { Button } from '@client/ui/Button';
import { iconProps } from '@client/ui/icon';
import { DecidedCard } from './DecidedCard.tsx';
import { ResolvedThread } from './ResolvedThread.tsx';
import type { SettledPart } from './SettledLinks.tsx';
import type { Settled } from './useSettled.ts';
import styles from './Settled.module.css';

interface SettledPanelProps {
  document: DocumentDetail;
  settled: Settled;
  /** What the reader came for. */
  part: SettledPart;
  /** To what still waits. */
  onBack: () => void;
  /** Where the list lies over the text; beside it, back is the only way. */
  onClose?: (() => void) | undefined;
  onReopened: (threadId: string) => void;
}

/** What was decided, by whom and why, and the threads that are resolved: all that has left the text and the margin. */
export function SettledPanel({
  document,
  settled: { decided, resolved, news, keepSeen, forgetNews },
  part,
  onBack,
  onClose,
  onReopened,
}: SettledPanelProps) {
  const { t } = useTranslation('document');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(keepSeen, [keepSeen]);
  const forget = useRef(forgetNews);
  useEffect(() => {
    forget.current = forgetNews;
  }, [forgetNews]);
  useEffect(() => () => forget.current(), []);
  const focused = (of: SettledPart) => (of === part ? { ref: heading } : {});

  return (
    // Escape leaves, wherever in the list one is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-label={t('settled.label')}
      className={styles.panel}
      onKeyDown={(event) => event.key === 'Escape' && onBack()}
    >
      <div className={styles.head}>
        <Button small kind="quiet" onPress={onBack}>
          <IconArrowLeft {...iconProps} />
          {t('margin.label')}
        </Button>
        {onClose && (
          <Button kind="quiet" small iconOnly aria-label={t('margin.close')} onPress={onClose}>
            <IconX {...iconProps} />
          </Button>
        )}
      </div>
      <h2 {...focused('decisions')} tabIndex={-1} className={styles.heading}>
        {t('settled.decisions', { count: decided.length })}
      </h2>
      {decided.length === 0 && <p className={styles.empty}>{t('settled.decisions-empty')}</p>}
      {decided.length >= decidedAtMost && <p className={styles.empty}>{t('settled.latest')}</p>}
      <ol role="list" className={styles.list}>
        {decided.map((one) => (
          <li key={one.id} className={styles.item}>
            <DecidedCard decided={one} people={document.people} isNew={news.has(one.id)} />
          </li>
        ))}
      </ol>
      <h2 {...focused('threads')} tabIndex={-1} className={styles.heading}>
        {t('thread.resolved', { count: resolved.length })}
      </h2>
      {resolved.length === 0 && <p className={styles.empty}>{t('settled.threads-empty')}</p>}
      <ol role="list" className={styles.list}>
        {resolved.map((thread) => (
          <li key={thread.id} className={styles.item}>
            <ResolvedThread
              documentId={document.id}
              thread={thread}
              people={document.people}
              onReopened={onReopened}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
