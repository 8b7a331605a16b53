import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EngagementOverview } from '@shared/features/engagements/schema';
import { useDayFormats, useLanguage } from '@client/i18n/useFormats';
import { smallIconProps } from '@client/ui/icon';
import { Section } from '@client/ui/Section';
import styles from './Gates.module.css';
import { Owner } from './Owner.tsx';

/** What each step of the plan asks for before it may start, and who sees to it. */
export function Gates({ engagement }: { engagement: EngagementOverview }) {
  const { t } = useTranslation('engagements');
  const language = useLanguage();
  const days = useDayFormats();
  const gates = engagement.gates.toSorted((a, b) => a.due.localeCompare(b.due));
  return (
    <Section title={t('gates.title')}>
      {gates.length === 0 ? (
        <p>{t('gates.empty')}</p>
      ) : (
        <>
          <p className={styles.note}>{t('gates.note')}</p>
          <ul role="list" className={styles.gates}>
            {gates.map((gate) => (
              <li key={gate.id} className={styles.gate}>
                <h3 className={styles.name}>{gate.label[language]}</h3>
                <p className={styles.due}>
                  <IconLock {...smallIconProps} />
                  {t(gate.due < engagement.today ? 'gates.due-past' : 'gates.due', {
                    date: days.dayMonth(gate.due),
                  })}
                  <span className={styles.count}>
                    {t('gates.conditions', { count: gate.conditions.length })}
                  </span>
                </p>
                <ul role="list" className={styles.conditions}>
                  {gate.conditions.map((condition) => (
                    <li key={condition.id}>
                      <span>{condition.label[language]}</span>
                      <Owner role={condition.owner} people={engagement.people} />
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
