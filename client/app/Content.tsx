import type { ReactNode } from 'react';
import styles from './Content.module.css';

/** The main landmark, where the skip link leads. */
export function Content({ children }: { children: ReactNode }) {
  return (
    <main id="content" tabIndex={-1} data-focus-target className={styles.content}>
      {children}
    </main>
  );
}
