import type { Side } from '@shared/audience';
import styles from './SideShape.module.css';
import { classes } from './classes.ts';

/** The sign of a side, beside its name: a filled circle for the client, an outlined square for the vendor. */
export function SideShape({ side }: { side: Side }) {
  return <span aria-hidden className={classes(styles.shape, styles[side])} />;
}
