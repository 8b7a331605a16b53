import { IconLogout } from '@tabler/icons-react';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Side } from '@shared/audience';
import type { Preferences } from '@shared/features/accounts/schema';
import type { EngagementCard } from '@shared/features/engagements/schema';
import { savePreferences, sessionQuery, signOut } from '@client/features/accounts/api';
import { changeLanguage } from '@client/i18n/translator';
import { isLanguage, languageNames, languages } from '@client/i18n/languages';
import type { Language } from '@client/i18n/languages';
import { useLanguage } from '@client/i18n/useFormats';
import { failureSentence } from '@client/net/failure';
import { Avatar } from '@client/ui/Avatar';
import { Button } from '@client/ui/Button';
import { iconProps } from '@client/ui/icon';
import { initials } from '@client/ui/initials';
import { Menu } from '@client/ui/Menu';
import { useToasts } from '@client/ui/ToastRegion';
import styles from './ProfileMenu.module.css';
import { themes } from './theme.ts';
import type { Theme } from './theme.ts';
import { useCurrentEngagement } from './useCurrentEngagement.ts';

/** One's own preferences, and the way out. */
export function ProfileMenu() {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const queries = useQueryClient();
  const router = useRouter();
  const toasts = useToasts();
  const { engagements, current } = useCurrentEngagement();
  const { data: me } = useSuspenseQuery(sessionQuery);

  const preferences = useMutation({
    mutationFn: (change: Preferences) => savePreferences(change),
    onSuccess: (saved) => queries.setQueryData(sessionQuery.queryKey, saved),
    onError: (error) => toasts.show(failureSentence(t, error)),
  });
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, null);
      await router.navigate({ to: '/sign-in' });
    },
    onError: (error) => toasts.show(failureSentence(t, error)),
  });

  if (!me) return null;

  /** Somebody may have chosen a language that they do not read: the way back is offered in it. */
  const speak = async (next: Language) => {
    const before = language;
    await changeLanguage(i18n, next);
    preferences.mutate({ language: next });
    toasts.show(languageNames[next], () => {
      void changeLanguage(i18n, before);
      preferences.mutate({ language: before });
    });
  };

  return (
    <Menu
      label={t('profile.label', { name: me.name })}
      trigger={
        <Button
          kind="quiet"
          iconOnly
          aria-label={`${t('profile.label', { name: me.name })}, ${initials(me.name)}`}
        >
          <Avatar name={me.name} side={current?.side ?? onlySide(engagements)} size="large" />
        </Button>
      }
      heading={
        <>
          <p className={styles.name}>{me.name}</p>
          <p className={styles.email}>{me.email}</p>
        </>
      }
      groups={[
        {
          label: t('profile.language'),
          chosen: language,
          entries: languages.map((id) => ({ id, label: languageNames[id] })),
          onChoose: (id) => isLanguage(id) && void speak(id),
        },
        {
          label: t('profile.theme'),
          chosen: me.theme,
          entries: themes.map((id) => ({ id, label: t(`profile.${id}`) })),
          onChoose: (id) => preferences.mutate({ theme: id as Theme }),
        },
        {
          entries: [
            { id: 'sign-out', label: t('profile.sign-out'), icon: <IconLogout {...iconProps} /> },
          ],
          onChoose: () => leaving.mutate(),
        },
      ]}
    />
  );
}

/** The side that somebody is on everywhere; none for whoever works on both. */
function onlySide(engagements: readonly EngagementCard[]): Side | undefined {
  const sides = new Set(engagements.map(({ side }) => side));
  return sides.size === 1 ? [...sides][0] : undefined;
}
