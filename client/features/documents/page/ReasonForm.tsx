import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldError, Form, Label, TextArea, TextField } from 'react-aria-components';
import { Button } from '@client/ui/Button';
import styles from './Card.module.css';

interface ReasonFormProps {
  label: string;
  /** What is said when nothing was written. */
  needed: string;
  submitLabel: string;
  initial?: string;
  isPending: boolean;
  onSubmit: (text: string) => void;
  onCancel?: () => void;
}

/** A few lines of text with what to do with them; Ctrl+Enter sends. */
export function ReasonForm({
  label,
  needed,
  submitLabel,
  initial = '',
  isPending,
  onSubmit,
  onCancel,
}: ReasonFormProps) {
  const { t } = useTranslation('document');
  const [text, setText] = useState(initial);
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  // The form comes up because somebody pressed a button for it, which is gone now.
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.form?.scrollIntoView({ block: 'nearest' });
  }, []);
  const submit = () => {
    if (text.trim() === '') setMissing(true);
    else onSubmit(text.trim());
  };

  return (
    <Form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        value={text}
        onChange={(next) => {
          setText(next);
          setMissing(false);
        }}
        isInvalid={isMissing}
        maxLength={2000}
        className={styles.field!}
      >
        <Label className={styles.label}>{label}</Label>
        <TextArea
          ref={field}
          rows={2}
          className={styles.textarea!}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
            if (event.key === 'Escape') onCancel?.();
          }}
        />
        <FieldError className={styles.fault!}>{needed}</FieldError>
      </TextField>
      <div className={styles.actions}>
        <Button kind="primary" small type="submit" isDisabled={isPending}>
          {submitLabel}
        </Button>
        {onCancel && (
          <Button small onPress={onCancel}>
            {t('suggestion.cancel')}
          </Button>
        )}
      </div>
    </Form>
  );
}
