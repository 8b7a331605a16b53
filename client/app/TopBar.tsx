import { IconChevronDown, IconMenu2 } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@client/i18n/useFormats';
import { Button } from '@client/ui/Button';
import { Dialog } from '@client/ui/Dialog';
import { iconProps } from '@client/ui/icon';
import { Mark } from '@client/ui/Mark';
import { Menu } from '@client/ui/Menu';
import { Navigation } from './Navigation.tsx';
import { ProfileMenu } from './ProfileMenu.tsx';
import styles from './TopBar.module.css';
import { useCurrentEngagement } from './useCurrentEngagement.ts';

/** Where one is: the mark, the engagement, and whose page it is. */
export function TopBar() {
  const { t } = useTranslation();
  const { current } = useCurrentEngagement();
  return (
    <header className={styles.bar}>
      {current && <NavigationDrawer />}
      <Link to="/" className={styles.brand} aria-label={`${t('brand')}, ${t('nav.home')}`}>
        <Mark />
        <span className={styles.word}>{t('brand')}</span>
      </Link>
      {current && <EngagementName />}
      <div className={styles.end}>
        <ProfileMenu />
      </div>
    </header>
  );
}

/** The present engagement by key and name; a menu as soon as there is another one to go to. */
function EngagementName() {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const { engagements, current } = useCurrentEngagement();
  if (!current) return null;

  if (engagements.length === 1) {
    return (
      <Link to="/e/$engagement" params={{ engagement: current.key }} className={styles.engagement}>
        <span className={styles.key}>{current.key}</span>
        <span className={styles.name}>{current.name[language]}</span>
      </Link>
    );
  }
  return (
    <Menu
      label={t('nav.switch')}
      trigger={
        <Button kind="quiet" aria-label={`${current.name[language]}, ${t('nav.switch')}`}>
          <span className={styles.key}>{current.key}</span>
          <span className={styles.name}>{current.name[language]}</span>
          <IconChevronDown {...iconProps} />
        </Button>
      }
      groups={[
        {
          label: t('nav.home'),
          chosen: current.key,
          entries: engagements.map(({ key, name }) => ({
            id: key,
            label: `${key} · ${name[language]}`,
          })),
          onChoose: (engagement) => void navigate({ to: '/e/$engagement', params: { engagement } }),
        },
      ]}
    />
  );
}

function NavigationDrawer() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div className={styles.drawer}>
      <Button kind="quiet" iconOnly aria-label={t('nav.open')} onPress={() => setOpen(true)}>
        <IconMenu2 {...iconProps} size="1.25rem" />
      </Button>
      <Dialog
        drawer
        title={t('nav.label')}
        closeLabel={t('nav.close')}
        isOpen={isOpen}
        onClose={close}
      >
        <Navigation drawer onLeave={close} />
      </Dialog>
    </div>
  );
}
