import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Page.module.css';

/** Counts the pages shown: the first one of a visit leaves the focus where the browser put it. */
let pagesShown = 0;

interface PageProps {
  title: string;
  /** For the browser's tab, where the title of the page alone would not tell it from its neighbours. */
  tabTitle?: string;
  /** Beside the title, smaller. */
  note?: ReactNode;
  /** The state of the page in a sentence. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** At most one banner, above everything. */
  banner?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

/** A page under its title. After a change of page the focus goes to the title, so that it is read out. */
export function Page({
  title,
  tabTitle,
  note,
  lead,
  actions,
  banner,
  narrow,
  children,
}: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    if (pagesShown++ > 0) heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <div className={classes(styles.page, narrow && styles.narrow)}>
      <title>{`${tabTitle ?? title} · Cadrage`}</title>
      {banner}
      <header className={styles.head}>
        <div className={styles.line}>
          <h1 ref={heading} tabIndex={-1} data-focus-target className={styles.title}>
            {title}
          </h1>
          {note && <div className={styles.note}>{note}</div>}
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
        {lead && <div className={styles.lead}>{lead}</div>}
      </header>
      {children}
    </div>
  );
}
