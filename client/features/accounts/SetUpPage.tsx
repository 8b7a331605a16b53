import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordMinimum } from '@shared/features/accounts/schema';
import type { SetUp } from '@shared/features/accounts/schema';
import { languageNames, languages } from '@client/i18n/languages';
import { useLanguage } from '@client/i18n/useFormats';
import { failureSentence, hasFault } from '@client/net/failure';
import { Banner } from '@client/ui/Banner';
import { Button } from '@client/ui/Button';
import { Choice } from '@client/ui/Choice';
import { Select } from '@client/ui/Select';
import { TextField } from '@client/ui/TextField';
import { AccountFrame } from './AccountFrame.tsx';
import { instanceQuery, sessionQuery, setUp } from './api.ts';
import styles from './Form.module.css';
import { FormError } from './FormError.tsx';
import { PasswordField } from './PasswordField.tsx';
import { useFragmentToken } from './useFragmentToken.ts';

/** The first account of a new server, with the one-time link that its first start prints. */
export function SetUpPage() {
  const { t } = useTranslation('accounts');
  const language = useLanguage();
  const token = useFragmentToken();
  const router = useRouter();
  const queries = useQueryClient();
  const [form, setForm] = useState<Omit<SetUp, 'token' | 'language'>>({
    organisation: { name: '', side: 'vendor' },
    name: '',
    email: '',
    password: '',
  });
  const [chosen, setChosen] = useState(language);

  const settingUp = useMutation({
    mutationFn: () => setUp({ ...form, language: chosen, token }),
    onSuccess: async (me) => {
      queries.setQueryData(sessionQuery.queryKey, me);
      await queries.invalidateQueries(instanceQuery);
      await router.navigate({ to: '/' });
    },
  });
  const isShort = hasFault(settingUp.error, 'password');
  const isNoAddress = hasFault(settingUp.error, 'email');

  return (
    <AccountFrame title={t('set-up.title')}>
      {token === '' ? (
        <Banner tone="wait">{t('set-up.no-token')}</Banner>
      ) : (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (!settingUp.isPending) settingUp.mutate();
          }}
        >
          <p className={styles.lead}>{t('set-up.lead')}</p>
          <TextField
            label={t('set-up.organisation')}
            name="organization"
            autoComplete="organization"
            isRequired
            maxLength={120}
            value={form.organisation.name}
            onChange={(name) => setForm({ ...form, organisation: { ...form.organisation, name } })}
          />
          <Choice
            label={t('set-up.side')}
            options={[
              { value: 'vendor', label: t('set-up.side-vendor') },
              { value: 'client', label: t('set-up.side-client') },
            ]}
            value={form.organisation.side}
            onChange={(side) => setForm({ ...form, organisation: { ...form.organisation, side } })}
          />
          <TextField
            label={t('set-up.name')}
            name="name"
            autoComplete="name"
            isRequired
            maxLength={120}
            value={form.name}
            onChange={(name) => setForm({ ...form, name })}
          />
          <TextField
            label={t('email')}
            type="email"
            name="email"
            autoComplete="username"
            isRequired
            error={isNoAddress ? t('email-wrong') : null}
            value={form.email}
            onChange={(email) => setForm({ ...form, email })}
          />
          <PasswordField
            name="password"
            autoComplete="new-password"
            isRequired
            minLength={passwordMinimum}
            hint={t('password-hint', { count: passwordMinimum })}
            error={isShort ? t('password-short', { count: passwordMinimum }) : null}
            value={form.password}
            onChange={(password) => setForm({ ...form, password })}
          />
          <Select
            label={t('set-up.language')}
            options={languages.map((value) => ({ value, label: languageNames[value] }))}
            value={chosen}
            onChange={setChosen}
          />
          <FormError sentence={settingUp.error ? failureSentence(t, settingUp.error) : null} />
          <Button type="submit" kind="primary" wide isPending={settingUp.isPending}>
            {settingUp.isPending ? t('set-up.pending') : t('set-up.submit')}
          </Button>
        </form>
      )}
    </AccountFrame>
  );
}
