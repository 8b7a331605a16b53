import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  title: string;
  /** What it is, and what it unlocks. */
  children: ReactNode;
  /** The first thing to do. */
  actions?: ReactNode;
}

/** Nothing here yet: a drawn skeleton between the frame corners, what belongs here, and how to begin. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <Frame />
      <div className={styles.words}>
        <h2 className={styles.title}>{title}</h2>
        <div className={styles.body}>{children}</div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}

function Frame() {
  return (
    <svg aria-hidden className={styles.frame} viewBox="0 0 160 176" fill="none">
      <g stroke="var(--cdg-ink)" strokeWidth="3.5">
        <path d="M2 34V2h32M158 142v32h-32" />
      </g>
      <path d="M22 42h116" stroke="var(--cdg-ink)" strokeWidth="1.5" />
      <g stroke="var(--cdg-rule-strong)">
        <path d="M22 62h116M22 84h116M22 106h116M22 128h116" />
        <path d="M54 42v86M108 42v86" strokeDasharray="2 3" />
      </g>
      <g stroke="var(--cdg-rule-strong)" strokeWidth="5" strokeDasharray="2 2.5">
        <path d="M61 73h34M61 95h24M61 117h30M115 73h16M115 95h16M115 117h16" />
      </g>
      <circle cx="37" cy="73" r="4" fill="var(--cdg-side)" />
      <rect x="33.5" y="91.5" width="7" height="7" stroke="var(--cdg-side)" strokeWidth="1.4" />
      <circle cx="37" cy="117" r="4" fill="var(--cdg-side)" />
      <path d="M22 148h48" stroke="var(--cdg-ink)" strokeWidth="1.2" />
    </svg>
  );
}
