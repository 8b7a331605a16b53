import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Audience } from '@shared/audience';
import type { DocumentCard, DocumentState } from '@shared/features/documents/schema';
import type { EngagementOverview } from '@shared/features/engagements/schema';
import { useFormats } from '@client/i18n/useFormats';
import { AudienceMark } from '@client/ui/AudienceMark';
import ledger from '@client/ui/Ledger.module.css';
import { StatusWord } from '@client/ui/StatusWord';
import type { StatusTone } from '@client/ui/StatusWord';
import styles from './Documents.module.css';

const tones: Record<DocumentState, StatusTone> = {
  draft: 'plain',
  'in-review': 'active',
  closed: 'waiting',
  signed: 'sealed',
  amended: 'plain',
};

interface DocumentTableProps {
  documents: readonly DocumentCard[];
  engagement: EngagementOverview;
}

/** Documents as a ruled list, in the order in which they were begun. */
export function DocumentTable({ documents, engagement }: DocumentTableProps) {
  const { t } = useTranslation('documents');
  const rows = documents.toSorted((a, b) => a.createdAt - b.createdAt);
  return (
    <table className={`${ledger.ledger} ${styles.table}`}>
      <thead>
        <tr>
          <th scope="col">{t('list.column.title')}</th>
          <th scope="col">{t('list.column.audience')}</th>
          <th scope="col">{t('list.column.state')}</th>
          <th scope="col">{t('list.column.waiting')}</th>
          <th scope="col">{t('list.column.created')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((document) => (
          <Row key={document.id} document={document} engagement={engagement} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  document: DocumentCard;
  engagement: EngagementOverview;
}

function Row({ document, engagement }: RowProps) {
  const { t } = useTranslation('documents');
  const { date, languageName } = useFormats();
  const author = engagement.people.find(({ id }) => id === document.createdBy);
  return (
    <tr>
      <th scope="row">
        <Link
          to="/e/$engagement/d/$documentId"
          params={{ engagement: engagement.key, documentId: document.id }}
          className={styles.title}
          lang={document.language}
        >
          {document.title}
        </Link>
        <span className={styles.meta}>
          {t(`kinds.${document.kind}`)}, {languageName(document.language)}
        </span>
      </th>
      <td>
        <AudienceMark
          audience={document.audience}
          label={useAudienceWords(document.audience, engagement)}
        />
      </td>
      <td>
        <StatusWord tone={tones[document.state]}>{t(`states.${document.state}`)}</StatusWord>
        <span className={styles.meta}>{t(`modes.${document.mode}`)}</span>
      </td>
      <td>
        <Waiting document={document} />
      </td>
      <td className={ledger.meta}>
        <span className={styles.meta}>{date(document.createdAt)}</span>
        {author && <span className={styles.meta}>{author.name}</span>}
      </td>
    </tr>
  );
}

function Waiting({ document: { pendingSuggestions, openThreads } }: Pick<RowProps, 'document'>) {
  const { t } = useTranslation('documents');
  if (pendingSuggestions + openThreads === 0) {
    return <span className={styles.meta}>{t('list.nothing')}</span>;
  }
  return (
    <>
      {pendingSuggestions > 0 && (
        <StatusWord tone="waiting">
          {t('list.suggestions', { count: pendingSuggestions })}
        </StatusWord>
      )}
      {openThreads > 0 && (
        <span className={styles.meta}>{t('list.threads', { count: openThreads })}</span>
      )}
    </>
  );
}

function useAudienceWords(audience: Audience, engagement: EngagementOverview): string {
  const { t } = useTranslation('common');
  if (audience === 'shared') return t('audience.shared');
  return t('audience.internal', { organisation: engagement[audience].name });
}
