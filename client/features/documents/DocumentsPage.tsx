import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngagement } from '@client/features/engagements/useEngagement';
import { Button } from '@client/ui/Button';
import { EmptyState } from '@client/ui/EmptyState';
import { Page } from '@client/ui/Page';
import { documentsQuery } from './api.ts';
import { CreateDocument } from './CreateDocument.tsx';
import { DocumentTable } from './DocumentTable.tsx';

/** The documents of an engagement, and the way to begin a new one. */
export function DocumentsPage() {
  const { t } = useTranslation('documents');
  const engagement = useEngagement();
  const { data: documents } = useSuspenseQuery(documentsQuery(engagement.id));
  const [isCreating, setCreating] = useState(false);
  const mayCreate = engagement.abilities.includes('document.create');
  const pending = documents.reduce((sum, document) => sum + document.pendingSuggestions, 0);
  const create = mayCreate && (
    <Button kind="primary" onPress={() => setCreating(true)}>
      {t('create.open')}
    </Button>
  );
  return (
    <Page
      title={t('list.title')}
      tabTitle={`${t('list.title')}, ${engagement.key}`}
      lead={
        documents.length > 0 && (
          <p>
            {t('list.lead', { count: documents.length })}{' '}
            {pending > 0 && t('list.lead-pending', { count: pending })}
          </p>
        )
      }
      actions={documents.length > 0 && create}
    >
      {documents.length === 0 ? (
        <EmptyState title={t('list.empty.title')} actions={create}>
          <p>{mayCreate ? t('list.empty.body') : t('list.empty.reader')}</p>
        </EmptyState>
      ) : (
        <DocumentTable documents={documents} engagement={engagement} />
      )}
      {mayCreate && (
        <CreateDocument
          engagement={engagement}
          isOpen={isCreating}
          onClose={() => setCreating(false)}
        />
      )}
    </Page>
  );
}
