import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience } from '@shared/audience';
import type { DocumentDetail } from '@shared/features/documents/schema';
import type { DocumentEditor } from '@client/editor/mountEditor';
import { useFormats } from '@client/i18n/useFormats';
import { failureSentence } from '@client/net/failure';
import { Choice } from '@client/ui/Choice';
import { threadsQuery } from './api.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { startThread } from './startThread.ts';
import type { ChosenPassage } from './chosenPassage.ts';
import { shortened } from './suggestionLines.ts';
import styles from './Margin.module.css';

interface NewThreadProps {
  document: DocumentDetail;
  personId: string;
  editor: DocumentEditor;
  passage: ChosenPassage;
  onDone: (threadId: string | null) => void;
}

/** A comment on the selected passage: for both sides, or for one's own. */
export function NewThread({ document, personId, editor, passage, onDone }: NewThreadProps) {
  const { t } = useTranslation('document');
  const { quote } = useFormats();
  const queries = useQueryClient();
  const side = document.people.find(({ id }) => id === personId)?.side;
  const [audience, setAudience] = useState<Audience>(document.audience);
  const starting = useMutation({
    mutationFn: (body: string) => startThread(document.id, editor, passage, { audience, body }),
    onSuccess: (thread) => onDone(thread.id),
    onSettled: () => queries.invalidateQueries({ queryKey: threadsQuery(document.id).queryKey }),
  });

  return (
    <section
      aria-label={t('thread.new')}
      className={`${styles.card} ${styles.active} ${styles.composer}`}
    >
      <p className={styles.quote}>{quote(shortened(passage.text))}</p>
      {document.audience === 'shared' && side && (
        <Choice<Audience>
          label={t('thread.audience')}
          options={[
            { value: 'shared', label: t('thread.shared') },
            { value: side, label: t('thread.internal') },
          ]}
          value={audience}
          onChange={setAudience}
        />
      )}
      {starting.error && (
        <p role="alert" className={styles.fault}>
          {t('failed', { sentence: failureSentence(t, starting.error) })}
        </p>
      )}
      <ReasonForm
        label={t('thread.new-label')}
        needed={t('thread.new-label')}
        submitLabel={t('thread.send')}
        isPending={starting.isPending}
        onSubmit={starting.mutate}
        onCancel={() => onDone(null)}
      />
    </section>
  );
}
