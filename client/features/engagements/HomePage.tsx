import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '@client/features/accounts/api';
import { buttonLook } from '@client/ui/Button';
import { EmptyState } from '@client/ui/EmptyState';
import { Page } from '@client/ui/Page';
import { engagementsQuery } from './api.ts';
import { EngagementRow } from './EngagementRow.tsx';
import styles from './Home.module.css';

/** The engagements that somebody takes part in; with none yet, what one is and how to come into one. */
export function HomePage() {
  const { t } = useTranslation('engagements');
  const { data: engagements } = useSuspenseQuery(engagementsQuery);
  const { data: me } = useSuspenseQuery(sessionQuery);
  const mayCreate = me?.abilities.includes('engagement.create') ?? false;
  const open = mayCreate && (
    <Link to="/engagements/new" className={buttonLook('primary')}>
      {t('open.title')}
    </Link>
  );
  return (
    <Page
      title={t('home.title')}
      lead={engagements.length > 0 && <p>{t('home.count', { count: engagements.length })}</p>}
      actions={engagements.length > 0 && open}
      narrow
    >
      {engagements.length === 0 ? (
        <EmptyState
          title={mayCreate ? t('home.empty.administrator-title') : t('home.empty.title')}
          actions={open}
        >
          <p>{t('home.empty.body')}</p>
          <p>{mayCreate ? t('home.empty.administrator') : t('home.empty.member')}</p>
        </EmptyState>
      ) : (
        <ul data-plain className={styles.list}>
          {engagements.map((engagement) => (
            <EngagementRow key={engagement.id} engagement={engagement} />
          ))}
        </ul>
      )}
    </Page>
  );
}
