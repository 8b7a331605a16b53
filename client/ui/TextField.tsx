import { IconExclamationCircle } from '@tabler/icons-react';
import type { ReactNode, Ref } from 'react';
import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components';
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import styles from './Field.module.css';
import { iconProps } from './icon.ts';

export interface TextFieldProps extends Omit<
  AriaTextFieldProps,
  'className' | 'style' | 'children'
> {
  label: string;
  hint?: string;
  /** What is wrong and how to mend it; marks the field. */
  error?: string | null;
  placeholder?: string;
  /** Stands at the end of the input, inside its border. */
  addition?: ReactNode;
  /** The input itself, to put the focus on. */
  inputRef?: Ref<HTMLInputElement>;
}

/** One line of text with its label, its hint, and its error under it. */
export function TextField({
  label,
  hint,
  error,
  placeholder,
  addition,
  inputRef,
  ...props
}: TextFieldProps) {
  const input = <Input ref={inputRef} className={styles.input!} placeholder={placeholder} />;
  return (
    <AriaTextField {...props} isInvalid={Boolean(error)} className={styles.field}>
      <Label className={styles.label}>{label}</Label>
      {addition ? (
        <div className={styles.together}>
          {input}
          {addition}
        </div>
      ) : (
        input
      )}
      {hint && !error && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error}>
        <IconExclamationCircle {...iconProps} />
        <span>{error}</span>
      </FieldError>
    </AriaTextField>
  );
}
