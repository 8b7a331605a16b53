import { IconExclamationCircle } from '@tabler/icons-react';
import { FieldError } from 'react-aria-components';
import field from '@client/ui/Field.module.css';
import { iconProps } from '@client/ui/icon';

/** What is wrong with the field that it stands in, when something is. */
export function FaultLine({ sentence }: { sentence: string }) {
  return (
    <FieldError className={field.error!}>
      <IconExclamationCircle {...iconProps} />
      <span>{sentence}</span>
    </FieldError>
  );
}
