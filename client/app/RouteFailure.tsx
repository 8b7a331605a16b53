import { useRouter } from '@tanstack/react-router';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AppError } from '@shared/errors';
import { failureSentence } from '@client/net/failure';
import { Failure } from '@client/ui/Failure';
import { Content } from './Content.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import styles from './Quiet.module.css';

/** In the place of a page that could not be shown. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  if (error instanceof AppError && error.kind === 'not-found') return <NotFoundPage />;
  return (
    <div className={styles.quiet}>
      <Failure
        title={t('failed.title')}
        sentence={failureSentence(t, error)}
        retryLabel={t('action.retry')}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}

/** The same where no layout has made a main part of the page yet. */
export function WholeFailure(props: ErrorComponentProps) {
  return (
    <Content>
      <RouteFailure {...props} />
    </Content>
  );
}

/** An address that nothing answers. */
export function NotFound() {
  return (
    <Content>
      <NotFoundPage />
    </Content>
  );
}
