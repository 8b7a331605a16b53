import { Button } from './Button.tsx';
import styles from './Failure.module.css';

interface FailureProps {
  title: string;
  sentence: string;
  retryLabel: string;
  onRetry: () => void;
}

/** In the place of what could not be loaded: what happened, and a way to try again. */
export function Failure({ title, sentence, retryLabel, onRetry }: FailureProps) {
  return (
    <div role="alert" className={styles.failure}>
      <h2 className={styles.title}>{title}</h2>
      <p>{sentence}</p>
      <Button onPress={onRetry}>{retryLabel}</Button>
    </div>
  );
}
