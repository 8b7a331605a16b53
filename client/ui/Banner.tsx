import { IconAlertTriangle, IconHandStop, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Banner.module.css';
import { classes } from './classes.ts';
import { iconProps } from './icon.ts';

const icons = {
  note: IconInfoCircle,
  wait: IconAlertTriangle,
  late: IconHandStop,
};

interface BannerProps {
  tone: keyof typeof icons;
  title?: string;
  children: ReactNode;
  /** What the reader can do about it. */
  actions?: ReactNode;
}

/** Something about the whole page that has to be known. At most one at a time; it pushes the page down. */
export function Banner({ tone, title, children, actions }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div
      role={tone === 'late' ? 'alert' : 'status'}
      className={classes(styles.banner, styles[tone])}
    >
      <Icon {...iconProps} />
      <div className={styles.body}>
        {title && <strong className={styles.title}>{title} </strong>}
        {children}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
