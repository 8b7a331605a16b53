import type { Audience } from '@shared/audience';
import styles from './AudienceMark.module.css';
import { SideShape } from './SideShape.tsx';

interface AudienceMarkProps {
  audience: Audience;
  /** Who sees it, in words. */
  label: string;
}

/** Who sees a thing: both shapes when it is shared, one when it is internal to a side, always with the word. */
export function AudienceMark({ audience, label }: AudienceMarkProps) {
  return (
    <span className={styles.mark}>
      <span className={styles.shapes}>
        {audience !== 'vendor' && <SideShape side="client" />}
        {audience !== 'client' && <SideShape side="vendor" />}
      </span>
      <span>{label}</span>
    </span>
  );
}
