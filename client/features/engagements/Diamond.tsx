import type { Milestone } from '@shared/features/engagements/schema';
import styles from './Diamond.module.css';

export type DiamondKind = 'done' | 'late' | 'coming';

export function diamondKind(milestone: Pick<Milestone, 'doneOn' | 'late'>): DiamondKind {
  if (milestone.doneOn !== null) return 'done';
  return milestone.late ? 'late' : 'coming';
}

interface DiamondProps {
  /** In percent of the drawing that it stands in. */
  at: number;
  kind: DiamondKind;
}

/** A milestone: solid once reached, hollow while it is to come, crossed when it is late. */
export function Diamond({ at, kind }: DiamondProps) {
  return (
    <svg x={`${at}%`} y="50%" className={styles.place}>
      <path d="M0-7 7 0 0 7-7 0Z" className={styles[kind]} />
      {kind === 'late' && <path d="M0-3.5V.5M0 2.5v1" className={styles.alarm} />}
    </svg>
  );
}
