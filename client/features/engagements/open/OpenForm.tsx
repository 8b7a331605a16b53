import { useMutation, useQueryClient } from '@tanstack/react-query';
import { uuidv4 } from 'lib0/random';
import { useEffect, useRef } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { dayAt } from '@shared/calendar';
import { AppError } from '@shared/errors';
import { type Fault, faultsOf } from '@shared/faults';
import type { Me } from '@shared/features/accounts/schema';
import { type NewEngagementReply, newEngagementSchema } from '@shared/features/engagements/schema';
import { FormError } from '@client/features/accounts/FormError';
import { failureSentence } from '@client/net/failure';
import { Button } from '@client/ui/Button';
import { engagementsQuery } from '../api.ts';
import { openEngagement } from './api.ts';
import { emptyDraft, inputOf } from './draft.ts';
import type { Draft } from './draft.ts';
import { FactsSection } from './FactsSection.tsx';
import { besideFields } from './faults.ts';
import styles from './Open.module.css';
import { PeopleSection } from './PeopleSection.tsx';
import { ownTimeZone } from './timeZones.ts';
import { useDraft } from './useDraft.ts';

interface OpenFormProps {
  me: Me;
  onOpened: (reply: NewEngagementReply, draft: Draft) => void;
}

const faulty = '[aria-invalid="true"], [data-invalid] button, [data-fault]';

/** Everything that is needed to open an engagement. What is refused stands beside its field, and nothing typed is lost. */
export function OpenForm({ me, onOpened }: OpenFormProps) {
  const { t } = useTranslation('engagements');
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const handle = useDraft(() => {
    const timeZone = ownTimeZone();
    return emptyDraft(me, dayAt(Date.now(), timeZone), timeZone);
  });
  const { draft, faults, setFaults } = handle;
  /** Sending the same form again, after a lost answer, is the same attempt. */
  const attempt = useRef<{ draft: Draft; id: string }>(null);
  const wasRefused = useRef(false);

  const refuse = (found: readonly Fault[]) => {
    wasRefused.current = true;
    setFaults(besideFields(found, draft));
  };

  useEffect(() => {
    if (!wasRefused.current) return;
    wasRefused.current = false;
    form.current?.querySelector<HTMLElement>(faulty)?.focus();
  });

  const opening = useMutation({
    mutationFn: openEngagement,
    onSuccess: (reply) => {
      void queries.invalidateQueries(engagementsQuery);
      onOpened(reply, draft);
    },
    onError: (error) => {
      if (error instanceof AppError && error.faults.length > 0) refuse(error.faults);
    },
  });

  function submit() {
    if (opening.isPending) return;
    if (attempt.current?.draft !== draft) attempt.current = { draft, id: uuidv4() };
    const input = inputOf(draft, attempt.current.id);
    const parsed = newEngagementSchema.safeParse(input);
    opening.reset();
    if (parsed.success) opening.mutate(input);
    else refuse(faultsOf(parsed.error));
  }

  const hasFaults = Object.keys(faults).length > 0;
  const isWholeFault = opening.error !== null && !hasFaults && !isFieldFault(opening.error);
  return (
    <Form
      ref={form}
      validationBehavior="aria"
      className={styles.form!}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FactsSection handle={handle} />
      <PeopleSection handle={handle} me={me} />
      <div className={styles.end}>
        <FormError
          sentence={
            hasFaults
              ? t('errors:input.invalid')
              : isWholeFault
                ? failureSentence(t, opening.error)
                : null
          }
        />
        <Button type="submit" kind="primary" isPending={opening.isPending}>
          {opening.isPending ? t('open.pending') : t('open.submit')}
        </Button>
      </div>
    </Form>
  );
}

const isFieldFault = (error: unknown) => error instanceof AppError && error.faults.length > 0;
