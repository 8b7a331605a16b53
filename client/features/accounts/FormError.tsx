import { IconExclamationCircle } from '@tabler/icons-react';
import { iconProps } from '@client/ui/icon';
import styles from './Form.module.css';

/** What went wrong with a whole form, read out as soon as it appears. */
export function FormError({ sentence }: { sentence: string | null }) {
  return (
    <div role="alert" className={styles.alert}>
      {sentence && (
        <p className={styles.error}>
          <IconExclamationCircle {...iconProps} />
          <span>{sentence}</span>
        </p>
      )}
    </div>
  );
}
