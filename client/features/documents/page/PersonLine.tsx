import type { ReactNode } from 'react';
import type { Side } from '@shared/audience';
import { Avatar } from '@client/ui/Avatar';
import styles from './Card.module.css';

interface PersonLineProps {
  name: string;
  side?: Side;
  when?: string;
  /** The number or letter that the text shows too. */
  sign?: ReactNode;
}

/** Who and when, at the head of a card. */
export function PersonLine({ name, side, when, sign }: PersonLineProps) {
  return (
    <p className={styles.person}>
      {sign}
      <Avatar name={name} side={side} />
      <strong className={styles.name}>{name}</strong>
      {when && <span className={styles.when}>{when}</span>}
    </p>
  );
}
