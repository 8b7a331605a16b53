import type { ReactElement } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';
import { usePortal } from '@client/ui/portal';
import styles from './Toolbar.module.css';

interface HintProps {
  text: string;
  shortcut?: string;
  children: ReactElement;
}

/** The name of a tool and its keys, when somebody rests on it or reaches it by keyboard. */
export function Hint({ text, shortcut, children }: HintProps) {
  return (
    <TooltipTrigger delay={500}>
      {children}
      <Tooltip className={styles.hint!} offset={6} UNSTABLE_portalContainer={usePortal()}>
        {text}
        {shortcut && <kbd className={styles.keys}>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
