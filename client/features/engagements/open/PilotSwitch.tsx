import { Switch } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import styles from './Open.module.css';

/** Whether a pilot comes before going live: four weeks more, and a gate. */
export function PilotSwitch({
  value,
  onChange,
}: {
  value: boolean;
  onChange: (pilot: boolean) => void;
}) {
  const { t } = useTranslation('engagements');
  return (
    <Switch className={styles.switch!} isSelected={value} onChange={onChange}>
      <span aria-hidden className={styles.track} />
      <span>
        {t('open.pilot')}
        <span className={styles.switchHint}>{t('open.pilot-hint')}</span>
      </span>
    </Switch>
  );
}
