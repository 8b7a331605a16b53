import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EngagementCard } from '@shared/features/engagements/schema';
import { useDayFormats, useFormats, useLanguage } from '@client/i18n/useFormats';
import { SideShape } from '@client/ui/SideShape';
import { StatusWord } from '@client/ui/StatusWord';
import styles from './Home.module.css';
import { RouteWords } from './RouteWords.tsx';
import { WeekWords } from './WeekWords.tsx';

/** One engagement in the list: which, between whom, where it stands, what waits. */
export function EngagementRow({ engagement }: { engagement: EngagementCard }) {
  const { t } = useTranslation('engagements');
  const language = useLanguage();
  const days = useDayFormats();
  const { list } = useFormats();
  const { key, name, client, vendor, currentPhases, nextMilestone } = engagement;
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <h2 className={styles.name}>
          <Link to="/e/$engagement" params={{ engagement: key }}>
            {name[language]}
          </Link>
        </h2>
        <p className={styles.parties}>
          <span className={styles.key}>{key}</span>
          <span className={styles.party}>
            <SideShape side="client" /> {client.name}
          </span>
          <span className={styles.party}>
            <SideShape side="vendor" /> {vendor.name}
          </span>
          <span>
            <RouteWords engagement={engagement} />
          </span>
        </p>
        <p className={styles.meta}>
          {t('home.you-are', {
            roles: list(engagement.roles.map((role) => t(`common:roles.${role}`))),
          })}
        </p>
      </div>
      <div className={styles.state}>
        <p className={styles.week}>
          <WeekWords engagement={engagement} />
        </p>
        {currentPhases.length > 0 && (
          <p>{list(currentPhases.map(({ label }) => label[language]))}</p>
        )}
        {nextMilestone?.late && (
          <p>
            <StatusWord tone="late">
              {t('home.late', {
                milestone: nextMilestone.label[language],
                date: days.shortDay(nextMilestone.due),
              })}
            </StatusWord>
          </p>
        )}
        {nextMilestone && !nextMilestone.late && (
          <p className={styles.meta}>
            {t('home.next', {
              milestone: nextMilestone.label[language],
              date: days.shortDay(nextMilestone.due),
            })}
          </p>
        )}
        <p className={styles.counts}>
          <span className={styles.meta}>
            {t('home.documents', { count: engagement.documents })}
          </span>
          {engagement.pendingSuggestions > 0 && (
            <StatusWord tone="waiting">
              {t('home.pending', { count: engagement.pendingSuggestions })}
            </StatusWord>
          )}
        </p>
      </div>
    </li>
  );
}
