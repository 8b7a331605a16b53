import { useTranslation } from 'react-i18next';
import { Dialog } from '@client/ui/Dialog';
import { CopyButton, KeptText } from './KeptText.tsx';

interface PasteRefusedProps {
  /** Null: nothing was refused. */
  text: string | null;
  limitBytes: number;
  onClose: () => void;
}

const shownAtMost = 20_000;

/** What was too large to paste, kept for its author; the document was not touched. */
export function PasteRefused({ text, limitBytes, onClose }: PasteRefusedProps) {
  const { t } = useTranslation(['document', 'common']);
  const kept = text ?? '';

  return (
    <Dialog
      title={t('paste.title')}
      closeLabel={t('common:action.close')}
      isOpen={text !== null}
      onClose={onClose}
    >
      <p>
        {t('paste.body', {
          size: Math.ceil(new Blob([kept]).size / 1024),
          limit: Math.floor(limitBytes / 1024),
        })}
      </p>
      <KeptText
        text={kept.length > shownAtMost ? `${kept.slice(0, shownAtMost)} …` : kept}
        label={t('paste.text')}
      />
      <CopyButton text={kept} />
    </Dialog>
  );
}
