import { IconCheck, IconGavel } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { smallIconProps } from '@client/ui/icon';
import type { Settled } from './useSettled.ts';
import styles from './Settled.module.css';

/** The parts of the list of what is settled. */
export type SettledPart = 'decisions' | 'threads';

interface SettledLinksProps {
  settled: Settled;
  /** The part that is open, if any. */
  open: SettledPart | null;
  onToggle: (part: SettledPart, from: HTMLElement) => void;
}

/** How much is settled, and the way to it. */
export function SettledLinks({
  settled: { decided, resolved, news },
  open,
  onToggle,
}: SettledLinksProps) {
  const { t } = useTranslation('document');

  return (
    <section aria-label={t('settled.label')} className={styles.links}>
      <h2 className={styles.title}>{t('settled.label')}</h2>
      <button
        type="button"
        className={styles.link}
        aria-expanded={open === 'decisions'}
        onClick={(event) => onToggle('decisions', event.currentTarget)}
      >
        <IconGavel {...smallIconProps} />
        <span>{t('settled.decisions', { count: decided.length })}</span>
        {news.size > 0 && (
          <strong className={styles.new}>{t('settled.news', { count: news.size })}</strong>
        )}
      </button>
      <button
        type="button"
        className={styles.link}
        aria-expanded={open === 'threads'}
        onClick={(event) => onToggle('threads', event.currentTarget)}
      >
        <IconCheck {...smallIconProps} />
        <span>{t('thread.resolved', { count: resolved.length })}</span>
      </button>
    </section>
  );
}
