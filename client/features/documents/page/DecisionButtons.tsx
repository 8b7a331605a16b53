import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@client/ui/Button';
import { iconProps } from '@client/ui/icon';
import type { MarginEntry } from './marginEntries.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { useDecision } from './useDecision.ts';
import styles from './Card.module.css';

interface DecisionButtonsProps {
  documentId: string;
  suggestion: Extract<MarginEntry, { kind: 'suggestion' }>['suggestion'];
  authorName: string;
  /** As tall as a thumb needs. */
  large?: boolean;
  onDecided?: () => void;
}

/** Accept, or refuse with a reason. */
export function DecisionButtons({
  documentId,
  suggestion,
  authorName,
  large,
  onDecided,
}: DecisionButtonsProps) {
  const { t } = useTranslation('document');
  const { decide, isPending, failure } = useDecision(documentId);
  const [isRefusing, setRefusing] = useState(false);
  const { id: suggestionId, number } = suggestion;

  return (
    <>
      {failure && (
        <p role="alert" className={styles.fault}>
          {failure}
        </p>
      )}
      {isRefusing ? (
        <ReasonForm
          label={t('suggestion.refuse-label', { name: authorName })}
          needed={t('suggestion.refuse-needed')}
          submitLabel={t('suggestion.refuse')}
          isPending={isPending}
          onCancel={() => setRefusing(false)}
          onSubmit={(reason) =>
            decide({ suggestionId, number, verdict: 'refuse', reason }, onDecided)
          }
        />
      ) : (
        <div className={large ? styles.answers : styles.actions}>
          {large && (
            <Button wide isDisabled={isPending} onPress={() => setRefusing(true)}>
              <IconX {...iconProps} />
              {t('suggestion.refuse-open')}
            </Button>
          )}
          <Button
            kind="primary"
            small={!large}
            wide={large}
            isDisabled={isPending}
            onPress={() => decide({ suggestionId, number, verdict: 'accept' }, onDecided)}
          >
            <IconCheck {...iconProps} />
            {t('suggestion.accept')}
          </Button>
          {!large && (
            <Button small isDisabled={isPending} onPress={() => setRefusing(true)}>
              <IconX {...iconProps} />
              {t('suggestion.refuse-open')}
            </Button>
          )}
          {isPending && (
            <span role="status" className={styles.meta}>
              {t('suggestion.deciding')}
            </span>
          )}
        </div>
      )}
    </>
  );
}
