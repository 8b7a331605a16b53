import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { i18n } from 'i18next';
import { useEffect, useState } from 'react';
import { I18nProvider, RouterProvider as LinkProvider } from 'react-aria-components';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { sessionQuery } from '@client/features/accounts/api';
import { TimeZoneContext, useLanguage } from '@client/i18n/useFormats';
import { changeLanguage } from '@client/i18n/translator';
import { locales } from '@client/i18n/languages';
import { PortalContext } from '@client/ui/portal';
import { ToastRegion } from '@client/ui/ToastRegion';
import styles from './App.module.css';
import { Crash } from './Crash.tsx';
import type { PageRouter } from './router.tsx';
import { rememberTheme, rememberedTheme } from './theme.ts';

interface AppProps {
  router: PageRouter;
  queries: QueryClient;
  translator: i18n;
}

/** The page inside its root element, with everything that its parts ask for. */
export function App({ router, queries, translator }: AppProps) {
  return (
    <I18nextProvider i18n={translator}>
      <QueryClientProvider client={queries}>
        <Crash>
          <Root router={router} />
        </Crash>
      </QueryClientProvider>
    </I18nextProvider>
  );
}

function Root({ router }: { router: PageRouter }) {
  const { t, i18n } = useTranslation();
  const language = useLanguage();
  const [portal, setPortal] = useState<HTMLElement | null>(null);
  const { data: me } = useQuery({ ...sessionQuery, enabled: false });
  const theme = me?.theme ?? rememberedTheme();

  useEffect(() => {
    if (me) rememberTheme(me.theme);
  }, [me]);
  useEffect(() => {
    if (me) void changeLanguage(i18n, me.language);
  }, [me, i18n]);

  return (
    <I18nProvider locale={locales[language]}>
      <LinkProvider navigate={(href) => void router.navigate({ href })}>
        <TimeZoneContext value={me?.timeZone}>
          <PortalContext value={portal}>
            <div className="cadrage" lang={language} data-theme={theme}>
              <div className={styles.page}>
                <RouterProvider router={router} />
              </div>
              <ToastRegion label={t('notifications')} undoLabel={t('action.undo')} />
              <div ref={setPortal} className={styles.overlays} />
            </div>
          </PortalContext>
        </TimeZoneContext>
      </LinkProvider>
    </I18nProvider>
  );
}
