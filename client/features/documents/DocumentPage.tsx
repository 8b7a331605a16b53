import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '@client/features/accounts/api';
import { Skeleton } from '@client/ui/Skeleton';
import { documentQuery } from './page/api.ts';
import { DocumentSession } from './page/documentSession.ts';
import { DocumentView } from './page/DocumentView.tsx';
import { useSession } from './page/useSession.ts';
import styles from './page/DocumentView.module.css';

/** One document: read, written, suggested in, decided on. */
export default function DocumentPage() {
  const { t } = useTranslation('document');
  const { documentId = '' } = useParams({ strict: false });
  const { data: document, error } = useQuery(documentQuery(documentId));
  const { data: me } = useQuery(sessionQuery);
  const session = useMemo(() => new DocumentSession(location.origin, documentId), [documentId]);
  const open = useSession(session, (snapshot) => snapshot.open);

  // In the place of the page, so that "not found" looks the same everywhere.
  if (error && !document) throw error;
  if (!document || !me || !open) {
    return (
      <div className={styles.loading}>
        <Skeleton label={t('loading')} />
      </div>
    );
  }

  return (
    <DocumentView
      key={document.id}
      document={document}
      personId={me.id}
      session={session}
      open={open}
    />
  );
}
