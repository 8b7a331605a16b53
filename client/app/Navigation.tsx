import { IconCompass, IconFileText, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { engagementQuery } from '@client/features/engagements/api';
import { iconProps } from '@client/ui/icon';
import { SideShape } from '@client/ui/SideShape';
import styles from './Navigation.module.css';
import { useCurrentEngagement } from './useCurrentEngagement.ts';

interface NavigationProps {
  /** In a drawer every entry has its full name, whatever the width of the page. */
  drawer?: boolean;
  onLeave?: () => void;
}

/** The places of an engagement, and what its reader sees of it. */
export function Navigation({ drawer, onLeave }: NavigationProps) {
  const { t } = useTranslation();
  const { current } = useCurrentEngagement();
  const { data: overview } = useQuery({
    ...engagementQuery(current?.id ?? ''),
    enabled: current !== undefined,
  });
  if (!current) return null;
  const own = current.side === 'client' ? current.client : current.vendor;
  const params = { engagement: current.key };
  const entries = [
    { to: '/e/$engagement', label: t('nav.overview'), Icon: IconCompass, exact: true },
    {
      to: '/e/$engagement/documents',
      label: t('nav.documents'),
      Icon: IconFileText,
      count: current.documents,
    },
    {
      to: '/e/$engagement/members',
      label: t('nav.members'),
      Icon: IconUsers,
      count: overview?.people.length,
    },
  ] as const;

  return (
    <nav aria-label={t('nav.label')} className={drawer ? styles.drawer : styles.navigation}>
      <ul>
        {entries.map((entry) => (
          <li key={entry.to}>
            <Link
              to={entry.to}
              params={params}
              onClick={onLeave}
              activeOptions={{ exact: 'exact' in entry, includeSearch: false }}
              className={styles.entry}
            >
              <entry.Icon {...iconProps} />
              <span className={styles.name}>{entry.label}</span>
              {'count' in entry && entry.count !== undefined && (
                <span className={styles.count}>{entry.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles.see}>
        <p>{t('nav.you-see')}</p>
        <p className={styles.seen}>
          <span className={styles.shapes}>
            <SideShape side="client" />
            <SideShape side="vendor" />
          </span>
          {t('nav.you-see-shared')}
        </p>
        <p className={styles.seen}>
          <SideShape side={current.side} />
          {t('nav.you-see-internal', { organisation: own.name })}
        </p>
      </div>
    </nav>
  );
}
