import { useTranslation } from 'react-i18next';
import { daysBetween } from '@shared/calendar';
import type { EngagementOverview, Milestone } from '@shared/features/engagements/schema';
import { useDayFormats, useLanguage } from '@client/i18n/useFormats';
import ledger from '@client/ui/Ledger.module.css';
import { Section } from '@client/ui/Section';
import { StatusWord } from '@client/ui/StatusWord';
import { workingDaysLate } from './calendarScale.ts';
import { byUrgency } from './milestoneOrder.ts';
import styles from './Overview.module.css';
import { Owner } from './Owner.tsx';

/** What has to be reached, late first, then by date. */
export function Milestones({ engagement }: { engagement: EngagementOverview }) {
  const { t } = useTranslation('engagements');
  const language = useLanguage();
  const days = useDayFormats();
  const late = engagement.milestones.filter((milestone) => milestone.late).length;
  const rows = byUrgency(engagement.milestones);
  return (
    <Section
      title={t('milestones.title')}
      note={
        late > 0 && (
          <StatusWord tone="late">{t('milestones.late-count', { count: late })}</StatusWord>
        )
      }
    >
      {rows.length === 0 ? (
        <p>{t('milestones.empty')}</p>
      ) : (
        <table className={`${ledger.ledger} ${styles.milestones}`}>
          <thead>
            <tr>
              <th scope="col">{t('milestones.name')}</th>
              <th scope="col">{t('milestones.owner')}</th>
              <th scope="col">{t('milestones.due')}</th>
              <th scope="col" className={ledger.end}>
                {t('milestones.state')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((milestone) => (
              <tr key={milestone.id} data-major={milestone.major || undefined}>
                <th scope="row">{milestone.label[language]}</th>
                <td>
                  <Owner role={milestone.owner} people={engagement.people} />
                </td>
                <td className={styles.day}>{days.shortDay(milestone.due)}</td>
                <td className={ledger.end}>
                  <MilestoneState milestone={milestone} today={engagement.today} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function MilestoneState({ milestone, today }: { milestone: Milestone; today: string }) {
  const { t } = useTranslation('engagements');
  const days = useDayFormats();
  if (milestone.doneOn) {
    return (
      <StatusWord tone="done">
        {t('milestones.done', { date: days.shortDay(milestone.doneOn) })}
      </StatusWord>
    );
  }
  if (milestone.late) {
    const count = workingDaysLate(milestone.due, today);
    return (
      <StatusWord tone="late">
        {count > 0 ? t('milestones.late-days', { count }) : t('milestones.late')}
      </StatusWord>
    );
  }
  const ahead = daysBetween(today, milestone.due);
  return (
    <StatusWord tone="plain">
      {ahead === 0 ? t('milestones.today') : t('milestones.in-days', { count: ahead })}
    </StatusWord>
  );
}
