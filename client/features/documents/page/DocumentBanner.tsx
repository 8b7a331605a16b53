import { useTranslation } from 'react-i18next';
import type { Mode } from '@shared/protocol/modes';
import type { DocumentEditor } from '@client/editor/mountEditor';
import { useFormats } from '@client/i18n/useFormats';
import { Banner } from '@client/ui/Banner';
import { Button } from '@client/ui/Button';
import { bannerFor } from './banner.ts';
import type { AccessChange, DocumentBanner as Shown } from './banner.ts';
import type { DocumentSession } from './documentSession.ts';
import { CopyButton, KeptText } from './KeptText.tsx';
import { usePutBack } from './usePutBack.ts';
import { useSession } from './useSession.ts';

interface DocumentBannerProps {
  session: DocumentSession;
  editor: DocumentEditor | null;
  mode: Mode;
  changed: AccessChange | null;
  /** Takes away the message that access changed. */
  onDismiss: () => void;
}

/** The one thing about the whole document that has to be known, if there is one. */
export function DocumentBanner({ session, editor, mode, changed, onDismiss }: DocumentBannerProps) {
  const status = useSession(session, (snapshot) => snapshot.status);
  const lost = useSession(session, (snapshot) => snapshot.lost);
  const { letGo } = session;
  const { lostText, putBack } = usePutBack({ editor, lost, mode, letGo });
  const banner = status && bannerFor(status, lost, changed);
  if (!banner) return null;

  return (
    <Words
      banner={banner}
      lostText={lostText}
      putBack={putBack}
      onDismiss={banner.kind === 'lost' ? letGo : onDismiss}
    />
  );
}

interface WordsProps {
  banner: Shown;
  /** What the refused copy of the document says and this one does not. */
  lostText: string;
  /** Null where one's mode does not allow to put it back. */
  putBack: { label: string; act: () => void } | null;
  onDismiss: () => void;
}

/** What happened, and what can be done about it. */
function Words({ banner, lostText, putBack, onDismiss }: WordsProps) {
  const { t } = useTranslation(['document', 'refusals']);
  const { time } = useFormats();
  const close = (
    <Button small kind="quiet" onPress={onDismiss}>
      {t('banner.dismiss')}
    </Button>
  );

  switch (banner.kind) {
    case 'lost':
      return (
        <Banner
          tone="late"
          actions={
            <>
              {lostText !== '' && <CopyButton text={lostText} />}
              {putBack && lostText !== '' && (
                <Button small onPress={putBack.act}>
                  {putBack.label}
                </Button>
              )}
              <Button small kind="quiet" onPress={onDismiss}>
                {t(lostText === '' ? 'banner.dismiss' : 'lost.dismiss')}
              </Button>
            </>
          }
        >
          {t(`refusals:${banner.refusal.reason}`)}
          {lostText === '' ? (
            <p>{t('lost.nothing')}</p>
          ) : (
            <KeptText text={lostText} label={t('lost.title')} />
          )}
        </Banner>
      );
    case 'blocked':
      return (
        <Banner
          tone="late"
          actions={
            banner.why !== 'gone' && (
              <Button small onPress={() => location.reload()}>
                {t(banner.why === 'session' ? 'banner.sign-in' : 'banner.reload')}
              </Button>
            )
          }
        >
          {t(`banner.blocked.${banner.why}`)}
        </Banner>
      );
    case 'offline':
      return (
        <Banner tone="wait" title={t(`banner.${banner.body}.title`, { time: time(banner.since) })}>
          {t(`banner.${banner.body}.body`)}
        </Banner>
      );
    case 'demoted':
      return (
        <Banner tone="wait" actions={close}>
          {t(`banner.demoted.${banner.mode}`, { time: time(banner.at) })}
        </Banner>
      );
    case 'polling':
      return (
        <Banner tone="note" title={t('banner.polling.title')}>
          {t('banner.polling.body')}
        </Banner>
      );
  }
}
