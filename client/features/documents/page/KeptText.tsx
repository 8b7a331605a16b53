import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@client/ui/Button';
import styles from './KeptText.module.css';

interface KeptTextProps {
  text: string;
  /** Names the text for those who do not see where it stands. */
  label: string;
}

/** Text that did not get into the document, to be read and copied. */
export function KeptText({ text, label }: KeptTextProps) {
  return (
    <textarea
      aria-label={label}
      readOnly
      rows={rowsFor(text)}
      value={text}
      className={styles.text}
    />
  );
}

/** About as many lines as the text takes, within reason. */
function rowsFor(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / 90), 0);
  return Math.min(8, Math.max(2, lines));
}

/** Copies the text, and says so. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation('document');
  const [isCopied, setCopied] = useState(false);

  return (
    <Button
      small
      onPress={() => {
        void navigator.clipboard.writeText(text).then(() => setCopied(true));
      }}
    >
      {t(isCopied ? 'lost.copied' : 'lost.copy')}
    </Button>
  );
}
