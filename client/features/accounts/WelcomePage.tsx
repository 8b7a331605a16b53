import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordMinimum } from '@shared/features/accounts/schema';
import { failureSentence, hasFault } from '@client/net/failure';
import { Banner } from '@client/ui/Banner';
import { Button } from '@client/ui/Button';
import { AccountFrame } from './AccountFrame.tsx';
import { choosePassword, sessionQuery } from './api.ts';
import styles from './Form.module.css';
import { FormError } from './FormError.tsx';
import { PasswordField } from './PasswordField.tsx';
import { useFragmentToken } from './useFragmentToken.ts';

/** The first password of somebody who was invited, by the link that they were sent. */
export function WelcomePage() {
  const { t } = useTranslation('accounts');
  const token = useFragmentToken();
  const router = useRouter();
  const queries = useQueryClient();
  const [password, setPassword] = useState('');

  const choosing = useMutation({
    mutationFn: () => choosePassword({ token, password }),
    onSuccess: async (me) => {
      queries.setQueryData(sessionQuery.queryKey, me);
      await router.navigate({ to: '/' });
    },
  });
  const isShort = hasFault(choosing.error, 'password');

  return (
    <AccountFrame title={t('welcome.title')}>
      {token === '' ? (
        <Banner tone="wait">{t('welcome.no-token')}</Banner>
      ) : (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (!choosing.isPending) choosing.mutate();
          }}
        >
          <p className={styles.lead}>{t('welcome.lead')}</p>
          <PasswordField
            name="password"
            autoComplete="new-password"
            isRequired
            minLength={passwordMinimum}
            hint={t('password-hint', { count: passwordMinimum })}
            error={isShort ? t('password-short', { count: passwordMinimum }) : null}
            value={password}
            onChange={setPassword}
          />
          <FormError
            sentence={choosing.error && !isShort ? failureSentence(t, choosing.error) : null}
          />
          <Button type="submit" kind="primary" wide isPending={choosing.isPending}>
            {choosing.isPending ? t('welcome.pending') : t('welcome.submit')}
          </Button>
        </form>
      )}
    </AccountFrame>
  );
}
