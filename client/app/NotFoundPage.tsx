import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonLook } from '@client/ui/Button';
import { Page } from '@client/ui/Page';
import styles from './Quiet.module.css';

/** What is not there, and what somebody may not see: the same sentence. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('not-found.title')} narrow>
      <div>
        <p className={styles.sentence}>{t('not-found.body')}</p>
        <p className={styles.help}>{t('not-found.help')}</p>
        <Link to="/" className={buttonLook()}>
          {t('action.home')}
        </Link>
      </div>
    </Page>
  );
}
