import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@client/ui/Button';
import { iconProps } from '@client/ui/icon';
import type { Invited } from './invited.ts';
import { useCopy } from './useCopy.ts';

/** Copies every link with its person, a line each. */
export function CopyAll({ invited, onCopied }: { invited: Invited[]; onCopied: () => void }) {
  const { t } = useTranslation('engagements');
  const [isDone, setDone] = useState(false);
  const { copy, hasFailed } = useCopy(() => {
    setDone(true);
    onCopied();
  });
  const lines = invited.map(({ person, link }) => `${person.name} <${person.email}>\n${link}`);
  const word = hasFailed ? 'copy-failed' : isDone ? 'copied-all' : 'copy-all';
  return (
    <Button small onPress={() => void copy(lines.join('\n\n'))}>
      <IconCopy {...iconProps} />
      <span aria-live="polite">{t(`open.done.${word}`)}</span>
    </Button>
  );
}
