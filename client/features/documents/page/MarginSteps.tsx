import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@client/ui/Button';
import { iconProps } from '@client/ui/icon';
import type { MarginEntry } from './marginEntries.ts';
import styles from './Margin.module.css';

interface MarginStepsProps {
  entries: readonly MarginEntry[];
  active: string | null;
  onActivate: (key: string) => void;
}

/** From one suggestion or comment to the next, in the order of the text; after the last comes the first. */
export function MarginSteps({ entries, active, onActivate }: MarginStepsProps) {
  const { t } = useTranslation('document');
  const count = entries.length;
  if (count === 0) return null;
  const index = entries.findIndex(({ key }) => key === active);
  const step = (by: 1 | -1) => {
    const from = index < 0 && by < 0 ? 0 : index;
    const next = entries[(from + by + count) % count];
    if (next) onActivate(next.key);
  };

  return (
    <div className={styles.steps}>
      <span className={styles.count}>
        {index >= 0
          ? t('margin.position', { number: index + 1, count })
          : t('margin.open', { count })}
      </span>
      <Button
        kind="quiet"
        small
        iconOnly
        aria-label={t('margin.previous')}
        onPress={() => step(-1)}
      >
        <IconChevronUp {...iconProps} />
      </Button>
      <Button kind="quiet" small iconOnly aria-label={t('margin.next')} onPress={() => step(1)}>
        <IconChevronDown {...iconProps} />
      </Button>
    </div>
  );
}
