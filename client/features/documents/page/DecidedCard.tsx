import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DocumentPerson } from '@shared/features/documents/schema';
import { smallIconProps } from '@client/ui/icon';
import type { DecidedSuggestion } from './decided.ts';
import { PersonLine } from './PersonLine.tsx';
import { SuggestionWords } from './SuggestionWords.tsx';
import { useExactMoment } from './useExactMoment.ts';
import cardStyles from './Card.module.css';
import styles from './Settled.module.css';

interface DecidedCardProps {
  decided: DecidedSuggestion;
  people: readonly DocumentPerson[];
  isNew: boolean;
}

/** A decision: what, by whom, when and why, with the words that it was about. */
export function DecidedCard({
  decided: { personId, reason: why, decision },
  people,
  isNew,
}: DecidedCardProps) {
  const { t } = useTranslation(['document', 'editor']);
  const exactMoment = useExactMoment();
  const person = (id: string) => people.find((one) => one.id === id);
  const name = (id: string) => person(id)?.name ?? t('editor:suggestion.someone');
  const { by, at, reason, subject } = decision;
  const isAccepted = decision.decision === 'accept';
  const Icon = isAccepted ? IconCheck : IconX;

  return (
    <article>
      <p className={styles.verdict}>
        <Icon {...smallIconProps} />
        <strong>{t(isAccepted ? 'settled.accepted' : 'settled.refused')}</strong>
        {isNew && <strong className={styles.new}>{t('settled.new')}</strong>}
        <time dateTime={new Date(at).toISOString()} className={cardStyles.when}>
          {exactMoment(at)}
        </time>
      </p>
      <PersonLine name={name(by)} side={person(by)?.side} />
      {reason !== null && <p className={cardStyles.body}>{t('settled.reason', { reason })}</p>}
      {subject && subject.pieces.length > 0 ? (
        <SuggestionWords pieces={subject.pieces} />
      ) : (
        <p className={cardStyles.meta}>{t('settled.no-words')}</p>
      )}
      <p className={cardStyles.meta}>
        {subject
          ? t('settled.proposed-number', { number: subject.number, name: name(personId) })
          : t('settled.proposed', { name: name(personId) })}
      </p>
      {why !== null && <p className={cardStyles.meta}>{t('suggestion.why', { reason: why })}</p>}
    </article>
  );
}
