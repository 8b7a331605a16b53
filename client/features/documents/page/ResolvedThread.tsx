import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Thread } from '@shared/features/comments/schema';
import type { DocumentPerson } from '@shared/features/documents/schema';
import { failureSentence } from '@client/net/failure';
import { AudienceMark } from '@client/ui/AudienceMark';
import { Button } from '@client/ui/Button';
import { iconProps, smallIconProps } from '@client/ui/icon';
import { setThreadState, threadsQuery } from './api.ts';
import { PersonLine } from './PersonLine.tsx';
import { shortened } from './suggestionLines.ts';
import { useExactMoment } from './useExactMoment.ts';
import cardStyles from './Card.module.css';
import styles from './Settled.module.css';

interface ResolvedThreadProps {
  documentId: string;
  thread: Thread;
  people: readonly DocumentPerson[];
  onReopened: (threadId: string) => void;
}

/** A conversation that is over, until somebody opens it again. */
export function ResolvedThread({ documentId, thread, people, onReopened }: ResolvedThreadProps) {
  const { t } = useTranslation(['document', 'editor']);
  const queries = useQueryClient();
  const exactMoment = useExactMoment();
  const person = (id: string) => people.find((one) => one.id === id);
  const name = (id: string) => person(id)?.name ?? t('editor:suggestion.someone');
  const reopening = useMutation({
    mutationFn: () => setThreadState(documentId, thread.id, 'open'),
    onSuccess: () => onReopened(thread.id),
    onSettled: () => queries.invalidateQueries({ queryKey: threadsQuery(documentId).queryKey }),
  });
  const { id, personId, at, body, quote, audience, replies, resolvedBy, resolvedAt } = thread;

  return (
    <article>
      {quote !== '' && <p className={styles.quote}>{shortened(quote)}</p>}
      {audience !== 'shared' && (
        <p className={cardStyles.meta}>
          <AudienceMark audience={audience} label={t('thread.internal-mark')} />
        </p>
      )}
      {[{ id, personId, at, body }, ...replies].map((said) => (
        <div key={said.id} className={styles.said}>
          <PersonLine
            name={name(said.personId)}
            side={person(said.personId)?.side}
            when={exactMoment(said.at)}
          />
          <p className={cardStyles.body}>{said.body}</p>
        </div>
      ))}
      {resolvedBy !== null && resolvedAt !== null && (
        <p className={styles.resolved}>
          <IconCheck {...smallIconProps} />
          {t('settled.resolved-by', { name: name(resolvedBy), when: exactMoment(resolvedAt) })}
        </p>
      )}
      {reopening.error && (
        <p role="alert" className={cardStyles.fault}>
          {t('failed', { sentence: failureSentence(t, reopening.error) })}
        </p>
      )}
      {thread.abilities.includes('thread.resolve') && (
        <div className={cardStyles.actions}>
          <Button small isDisabled={reopening.isPending} onPress={() => reopening.mutate()}>
            <IconArrowBackUp {...iconProps} />
            {t('thread.reopen')}
          </Button>
        </div>
      )}
    </article>
  );
}
