import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureKind, failureSentence } from '@client/net/failure';
import { Banner } from '@client/ui/Banner';
import { Button } from '@client/ui/Button';
import { TextField } from '@client/ui/TextField';
import { AccountFrame } from './AccountFrame.tsx';
import { instanceQuery, sessionQuery, signIn } from './api.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import styles from './Form.module.css';
import { FormError } from './FormError.tsx';
import { PasswordField } from './PasswordField.tsx';

/** The way in with a local account. */
export function SignInPage() {
  const { t } = useTranslation('accounts');
  const { data: instance } = useSuspenseQuery(instanceQuery);
  const { to } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const queries = useQueryClient();
  const password = useRef<HTMLInputElement>(null);
  const [form, setForm] = useState({ email: '', password: '' });

  const signingIn = useMutation({
    mutationFn: signIn,
    onSuccess: async (me) => {
      queries.setQueryData(sessionQuery.queryKey, me);
      await router.navigate({ href: to ?? '/' });
    },
    onError: () => password.current?.focus(),
  });
  const sentence = signingIn.error ? failureSentence(t, signingIn.error) : null;
  const isRefused = signingIn.error !== null && failureKind(signingIn.error) === 'auth.refused';

  return (
    <AccountFrame title={t('sign-in.title')}>
      {!instance.setUp && <Banner tone="wait">{t('set-up.needed')}</Banner>}
      {instance.signIn && (
        <DemoAccounts
          accounts={instance.signIn}
          chosen={form.email}
          onChoose={(email) => {
            setForm({ ...form, email });
            password.current?.focus();
          }}
        />
      )}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!signingIn.isPending) signingIn.mutate(form);
        }}
      >
        <TextField
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          isRequired
          value={form.email}
          onChange={(email) => setForm({ ...form, email })}
        />
        <PasswordField
          name="password"
          autoComplete="current-password"
          isRequired
          inputRef={password}
          error={isRefused ? sentence : null}
          value={form.password}
          onChange={(next) => setForm({ ...form, password: next })}
        />
        <FormError sentence={isRefused ? null : sentence} />
        <Button type="submit" kind="primary" wide isPending={signingIn.isPending}>
          {signingIn.isPending ? t('sign-in.pending') : t('sign-in.submit')}
        </Button>
      </form>
    </AccountFrame>
  );
}
