import { useTranslation } from 'react-i18next';
import styles from './Calendar.module.css';
import { Diamond } from './Diamond.tsx';

/** The signs of the calendar, in the order in which they are read. */
export function CalendarLegend() {
  const { t } = useTranslation('engagements');
  return (
    <ul data-plain className={styles.legend}>
      <li>
        <svg aria-hidden width="18" height="8">
          <rect className={styles.done} width="18" height="8" />
        </svg>
        {t('calendar.legend.past')}
      </li>
      <li>
        <svg aria-hidden width="18" height="8">
          <rect className={styles.ahead} x=".5" y=".5" width="17" height="7" />
        </svg>
        {t('calendar.legend.coming')}
      </li>
      {(['done', 'coming', 'late'] as const).map((kind) => (
        <li key={kind}>
          <svg aria-hidden width="16" height="16">
            <Diamond at={50} kind={kind} />
          </svg>
          {t(`calendar.legend.milestone-${kind}`)}
        </li>
      ))}
      <li>
        <span aria-hidden className={styles.doubleRule} />
        {t('calendar.legend.gate')}
      </li>
    </ul>
  );
}
