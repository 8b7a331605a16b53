import styles from './Skeleton.module.css';

interface SkeletonProps {
  /** What is being loaded, for those who listen. */
  label: string;
  /** How many ruled lines stand for it. */
  lines?: number;
}

/** Ruled lines in the place of what is still on its way. */
export function Skeleton({ label, lines = 4 }: SkeletonProps) {
  return (
    <output className={styles.skeleton}>
      <span className={styles.label}>{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} aria-hidden className={styles.line}>
          <span className={styles.bar} style={{ inlineSize: `${[62, 78, 54, 70][index % 4]}%` }} />
        </span>
      ))}
    </output>
  );
}
