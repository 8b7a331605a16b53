import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from './SignedInLayout.module.css';
import { TopBar } from './TopBar.tsx';
import { useNotices } from './useNotices.ts';

/** What everybody who is signed in has around every page. */
export function SignedInLayout() {
  const { t } = useTranslation();
  useNotices();
  return (
    <div className={styles.layout}>
      <a href="#content" className={styles.skip}>
        {t('skip')}
      </a>
      <TopBar />
      <Outlet />
    </div>
  );
}
