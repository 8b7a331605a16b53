import { useId } from 'react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Section.module.css';

interface SectionProps {
  title: string;
  /** Beside the title: a state or a note. */
  note?: ReactNode;
  /** At the end of the line of the title. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A part of a page, opened by an ink rule as in a printed document. */
export function Section({ title, note, aside, className, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes(styles.section, className)}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {note && <div className={styles.note}>{note}</div>}
        {aside && <div className={styles.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}
