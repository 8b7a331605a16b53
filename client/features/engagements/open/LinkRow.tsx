import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@client/i18n/useFormats';
import { languageNames } from '@client/i18n/languages';
import { Button } from '@client/ui/Button';
import { iconProps } from '@client/ui/icon';
import { SideShape } from '@client/ui/SideShape';
import type { Invited } from './invited.ts';
import styles from './Opened.module.css';
import { useCopy } from './useCopy.ts';

interface LinkRowProps {
  invited: Invited;
  isCopied: boolean;
  onCopied: () => void;
}

/** One person and the link that lets them choose their password. */
export function LinkRow({ invited: { person, link }, isCopied, onCopied }: LinkRowProps) {
  const { t } = useTranslation('engagements');
  const { list } = useFormats();
  const input = useRef<HTMLInputElement>(null);
  const { copy, hasFailed } = useCopy(onCopied);
  const Icon = isCopied ? IconCheck : IconCopy;
  return (
    <li className={styles.row}>
      <div className={styles.who}>
        <p className={styles.name}>
          <SideShape side={person.side} />
          {person.name}
        </p>
        <p className={styles.meta}>{list(person.roles.map((role) => t(`common:roles.${role}`)))}</p>
        <p className={styles.meta}>
          {person.email} · {languageNames[person.language]}
        </p>
      </div>
      <div className={styles.link}>
        <input
          ref={input}
          readOnly
          aria-label={t('open.done.link-of', { name: person.name })}
          className={styles.address}
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          aria-label={t(isCopied ? 'open.done.copied-of' : 'open.done.copy-of', {
            name: person.name,
          })}
          onPress={() => void copy(link).then((isDone) => isDone || input.current?.focus())}
        >
          <Icon {...iconProps} />
          {t(isCopied ? 'open.done.copied' : 'open.done.copy')}
        </Button>
      </div>
      <p role="status" className={styles.failed}>
        {hasFailed && t('open.done.copy-failed')}
      </p>
    </li>
  );
}
