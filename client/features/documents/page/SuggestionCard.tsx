import { useMutation, useQueryClient } from '@tanstack/react-query';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentPerson } from '@shared/features/documents/schema';
import { useFormats } from '@client/i18n/useFormats';
import { Button } from '@client/ui/Button';
import { explain, suggestionsQuery } from './api.ts';
import { DecisionButtons } from './DecisionButtons.tsx';
import type { MarginEntry } from './marginEntries.ts';
import { isSameCard } from './sameCard.ts';
import { PersonLine } from './PersonLine.tsx';
import { ReasonForm } from './ReasonForm.tsx';
import { SuggestionWords } from './SuggestionWords.tsx';
import styles from './Card.module.css';

export type SuggestionEntry = Extract<MarginEntry, { kind: 'suggestion' }>;

interface SuggestionCardProps {
  documentId: string;
  entry: SuggestionEntry;
  author: DocumentPerson | undefined;
  isOwn: boolean;
  isActive: boolean;
  /** Whom a decision waits for, in words. */
  waitingOn: string;
}

/** Who proposes what and why; the answers for whoever may give them. */
export const SuggestionCard = memo(function SuggestionCard({
  documentId,
  entry: { suggestion, record },
  author,
  isOwn,
  isActive,
  waitingOn,
}: SuggestionCardProps) {
  const { t } = useTranslation(['document', 'editor']);
  const { moment } = useFormats();
  const name = author?.name ?? t('editor:suggestion.someone');
  const mayDecide = record?.abilities.includes('suggestion.decide') ?? false;

  return (
    <>
      <PersonLine
        name={name}
        side={author?.side}
        when={record ? moment(record.at) : t('suggestion.new')}
        sign={<span className={styles.number}>{suggestion.number}</span>}
      />
      <SuggestionWords pieces={suggestion.pieces} />
      {record?.reason && (
        <p className={styles.reason}>{t('suggestion.why', { reason: record.reason })}</p>
      )}
      {isActive && record?.abilities.includes('suggestion.explain') && !record.reason && (
        <Explain documentId={documentId} suggestionId={suggestion.id} />
      )}
      {mayDecide && isActive && (
        <DecisionButtons documentId={documentId} suggestion={suggestion} authorName={name} />
      )}
      {!mayDecide && isActive && (
        <p className={styles.meta}>
          {isOwn && waitingOn === ''
            ? t('suggestion.own')
            : t('suggestion.waiting', { names: waitingOn })}
        </p>
      )}
    </>
  );
}, isSameCard);

function Explain({ documentId, suggestionId }: { documentId: string; suggestionId: string }) {
  const { t } = useTranslation('document');
  const queries = useQueryClient();
  const [isWriting, setWriting] = useState(false);
  const saving = useMutation({
    mutationFn: (reason: string) => explain(documentId, suggestionId, reason),
    onSuccess: () => setWriting(false),
    onSettled: () => queries.invalidateQueries({ queryKey: suggestionsQuery(documentId).queryKey }),
  });

  if (!isWriting) {
    return (
      <div className={styles.actions}>
        <Button small kind="quiet" onPress={() => setWriting(true)}>
          {t('suggestion.why-write')}
        </Button>
      </div>
    );
  }
  return (
    <ReasonForm
      label={t('suggestion.why-label')}
      needed={t('suggestion.refuse-needed')}
      submitLabel={t('suggestion.why-save')}
      isPending={saving.isPending}
      onSubmit={saving.mutate}
      onCancel={() => setWriting(false)}
    />
  );
}
