import type { Side } from '@shared/audience';
import { classes } from './classes.ts';
import { initials } from './initials.ts';
import styles from './Avatar.module.css';

interface AvatarProps {
  name: string;
  /** Without a side, as on a platform of both, a plain outline. */
  side?: Side;
  size?: 'small' | 'large';
}

/** A person's initials in the shape of their side. Their name stands beside it, so it is not read aloud. */
export function Avatar({ name, side, size = 'small' }: AvatarProps) {
  return (
    <span aria-hidden className={classes(styles.avatar, styles[side ?? 'none'], styles[size])}>
      {initials(name)}
    </span>
  );
}
