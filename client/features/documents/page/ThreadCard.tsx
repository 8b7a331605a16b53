import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconCheck } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentPerson } from '@shared/features/documents/schema';
import { useFormats } from '@client/i18n/useFormats';
import { failureSentence } from '@client/net/failure';
import { AudienceMark } from '@client/ui/AudienceMark';
import { Button } from '@client/ui/Button';
import { iconProps } from '@client/ui/icon';
import { reply, setThreadState, threadsQuery } from './api.ts';
import type { MarginEntry } from './marginEntries.ts';
import { isSameCard } from './sameCard.ts';
import { PersonLine } from './PersonLine.tsx';
import { ReasonForm } from './ReasonForm.tsx';
import styles from './Card.module.css';

export type ThreadEntry = Extract<MarginEntry, { kind: 'thread' }>;

interface ThreadCardProps {
  documentId: string;
  entry: ThreadEntry;
  people: readonly DocumentPerson[];
  isActive: boolean;
}

/** A conversation about a passage. */
export const ThreadCard = memo(function ThreadCard({
  documentId,
  entry,
  people,
  isActive,
}: ThreadCardProps) {
  const { t } = useTranslation(['document', 'editor']);
  const { moment, quote } = useFormats();
  const { thread, letter } = entry;
  const queries = useQueryClient();
  const [isReplying, setReplying] = useState(false);
  const person = (id: string) => people.find((one) => one.id === id);
  const name = (id: string) => person(id)?.name ?? t('editor:suggestion.someone');
  const refresh = () => queries.invalidateQueries({ queryKey: threadsQuery(documentId).queryKey });
  const answering = useMutation({
    mutationFn: (body: string) => reply(documentId, thread.id, body),
    onSuccess: () => setReplying(false),
    onSettled: refresh,
  });
  const resolving = useMutation({
    mutationFn: () => setThreadState(documentId, thread.id, 'resolved'),
    onSettled: refresh,
  });
  const failure = answering.error ?? resolving.error;

  return (
    <>
      <PersonLine
        name={name(thread.personId)}
        side={person(thread.personId)?.side}
        when={moment(thread.at)}
        sign={<span className={styles.letter}>{letter}</span>}
      />
      {thread.audience !== 'shared' && (
        <p className={styles.meta}>
          <AudienceMark audience={thread.audience} label={t('thread.internal-mark')} />
        </p>
      )}
      {entry.from === null && (
        <p className={styles.detached}>{t('thread.detached', { quote: quote(thread.quote) })}</p>
      )}
      <p className={styles.body}>{thread.body}</p>
      {thread.replies.map(({ id, personId, at, body }) => (
        <div key={id} className={styles.reply}>
          <PersonLine name={name(personId)} side={person(personId)?.side} when={moment(at)} />
          <p className={styles.body}>{body}</p>
        </div>
      ))}
      {failure && (
        <p role="alert" className={styles.fault}>
          {t('failed', { sentence: failureSentence(t, failure) })}
        </p>
      )}
      {isActive && isReplying && (
        <ReasonForm
          label={t('thread.reply')}
          needed={t('thread.new-label')}
          submitLabel={t('thread.reply-send')}
          isPending={answering.isPending}
          onSubmit={answering.mutate}
          onCancel={() => setReplying(false)}
        />
      )}
      {isActive && !isReplying && (
        <div className={styles.actions}>
          {thread.abilities.includes('thread.reply') && (
            <Button small onPress={() => setReplying(true)}>
              {t('thread.reply')}
            </Button>
          )}
          {thread.abilities.includes('thread.resolve') && (
            <Button small isDisabled={resolving.isPending} onPress={() => resolving.mutate()}>
              <IconCheck {...iconProps} />
              {t('thread.resolve')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}, isSameCard);
