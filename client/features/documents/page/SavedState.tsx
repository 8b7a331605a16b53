import { IconAlertTriangle, IconCircleCheck, IconCloudOff, IconLoader2 } from '@tabler/icons-react';
import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '@client/sync/index';
import { useFormats } from '@client/i18n/useFormats';
import { classes } from '@client/ui/classes';
import { iconProps } from '@client/ui/icon';
import { savedState } from './savedState.ts';
import type { SavedState as State } from './savedState.ts';
import type { DocumentSession } from './documentSession.ts';
import { useSession } from './useSession.ts';
import styles from './SavedState.module.css';

const icons = {
  connecting: IconLoader2,
  saving: IconLoader2,
  'saved-plain': IconCircleCheck,
  saved: IconCircleCheck,
  offline: IconCloudOff,
  unsaved: IconAlertTriangle,
};

/** Whether what was typed is safe: always in words, always in this place. */
export function SavedState({ session }: { session: DocumentSession }) {
  const status = useSession(session, (snapshot) => snapshot.status);
  const pendingSince = useSession(session, (snapshot) => snapshot.pendingSince);

  return status && <Sentence status={status} pendingSince={pendingSince} />;
}

function Sentence({ status, pendingSince }: { status: SyncStatus; pendingSince: number | null }) {
  const { t } = useTranslation('document');
  const { time } = useFormats();
  const now = useNow(pendingSince !== null || status.retryAt !== null);
  const state = savedState(status, pendingSince, now);
  const Icon = icons[state.kind];

  const sentence = (): string => {
    switch (state.kind) {
      case 'saved':
        return t('saved.saved', { time: time(state.at) });
      case 'offline':
        return t('saved.offline', { time: time(state.since) });
      case 'unsaved':
        return t('saved.unsaved', { count: state.changes });
      case 'saving':
        return t('saved.saving');
      case 'saved-plain':
        return t('saved.saved-plain');
      case 'connecting':
        return t('saved.connecting');
    }
  };

  return (
    <p className={classes(styles.state, styles[state.kind])} data-saved={state.kind}>
      <Icon {...iconProps} />
      <span role="status">{sentence()}</span>
      {/* The seconds count down in view only: read aloud each second they would drown everything else. */}
      <Retry state={state} />
    </p>
  );
}

function Retry({ state }: { state: State }) {
  const { t } = useTranslation('document');
  if (state.kind !== 'unsaved' || state.retryInS === null) return null;
  return <span aria-hidden>{t('saved.retry', { count: state.retryInS })}</span>;
}

/** The time, moving on while something waits. */
function useNow(isMoving: boolean): number {
  const clock = useMemo(() => clockOf(500), []);
  return useSyncExternalStore(isMoving ? clock.run : clock.stand, clock.get);
}

function clockOf(everyMs: number) {
  let now = Date.now();
  return {
    get: () => now,
    stand: () => () => {},
    run(listener: () => void) {
      now = Date.now();
      const timer = setInterval(() => {
        now = Date.now();
        listener();
      }, everyMs);
      return () => clearInterval(timer);
    },
  };
}
