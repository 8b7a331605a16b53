import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@client/ui/Button';
import { Dialog } from '@client/ui/Dialog';
import styles from './Opened.module.css';

/** Asks before the page is left with links that nobody copied. */
export function LeaveDialog({ linksLeft }: { linksLeft: number }) {
  const { t } = useTranslation('engagements');
  const leaving = useBlocker({
    shouldBlockFn: () => linksLeft > 0,
    enableBeforeUnload: () => linksLeft > 0,
    withResolver: true,
  });
  return (
    <Dialog
      title={t('open.leave.title')}
      closeLabel={t('common:action.close')}
      isOpen={leaving.status === 'blocked'}
      onClose={() => leaving.reset?.()}
    >
      <p>{t('open.leave.body', { count: linksLeft })}</p>
      <div className={styles.answers}>
        <Button onPress={() => leaving.proceed?.()}>{t('open.leave.go')}</Button>
        <Button kind="primary" onPress={() => leaving.reset?.()}>
          {t('open.leave.stay')}
        </Button>
      </div>
    </Dialog>
  );
}
