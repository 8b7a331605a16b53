import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconRosette,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { iconProps } from './icon.ts';
import styles from './StatusWord.module.css';

const icons = {
  done: IconCheck,
  late: IconAlertTriangle,
  active: IconCircleDashed,
  waiting: IconClock,
  sealed: IconRosette,
  plain: null,
};

export type StatusTone = keyof typeof icons;

/** A state as a mark and a word, never a colour alone. */
export function StatusWord({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <span className={classes(styles.status, styles[tone])}>
      {Icon && <Icon {...iconProps} />}
      <span>{children}</span>
    </span>
  );
}
