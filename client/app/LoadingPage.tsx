import { useTranslation } from 'react-i18next';
import { Skeleton } from '@client/ui/Skeleton';
import styles from './Quiet.module.css';

/** In the place of a page whose readings are on their way. */
export function LoadingPage() {
  const { t } = useTranslation();
  return (
    <div className={styles.loading}>
      <Skeleton label={t('loading')} lines={6} />
    </div>
  );
}
