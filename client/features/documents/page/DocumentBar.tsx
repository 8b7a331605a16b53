import { IconArrowLeft } from '@tabler/icons-react';
import { memo } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Awareness } from 'y-protocols/awareness';
import type { DocumentDetail } from '@shared/features/documents/schema';
import type { Mode } from '@shared/protocol/modes';
import { AudienceMark } from '@client/ui/AudienceMark';
import styles from './DocumentBar.module.css';
import type { DocumentSession } from './documentSession.ts';
import { ModeSwitch } from './ModeSwitch.tsx';
import { Presence } from './Presence.tsx';
import { SavedState } from './SavedState.tsx';

interface DocumentBarProps {
  document: DocumentDetail;
  awareness: Awareness;
  session: DocumentSession;
  mode: Mode;
  granted: Mode;
  onMode: (mode: Mode) => void;
}

/** What the document is, whether it is saved, who is here, and how one works in it. */
export const DocumentBar = memo(function DocumentBar({
  document,
  awareness,
  session,
  mode,
  granted,
  onMode,
}: DocumentBarProps) {
  const { t } = useTranslation(['document', 'common']);
  const { engagement = '' } = useParams({ strict: false });

  return (
    <header className={styles.bar}>
      <Link
        to="/e/$engagement/documents"
        params={{ engagement }}
        aria-label={t('document:back')}
        className={styles.back}
      >
        <IconArrowLeft size={20} stroke={1.75} aria-hidden />
      </Link>
      <h1 className={styles.title}>{document.title}</h1>
      <div className={styles.facts}>
        <AudienceMark
          audience={document.audience}
          label={t(`common:audience.${document.audience}`)}
        />
        <SavedState session={session} />
      </div>
      <div className={styles.end}>
        <Presence awareness={awareness} />
        <ModeSwitch mode={mode} granted={granted} onChange={onMode} />
      </div>
    </header>
  );
});
