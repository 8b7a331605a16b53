import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import styles from './Dialog.module.css';
import { iconProps } from './icon.ts';
import { usePortal } from './portal.ts';

interface DialogProps {
  title: string;
  closeLabel: string;
  isOpen: boolean;
  onClose: () => void;
  /** At the side over the page instead of in its middle, as navigation on a phone. */
  drawer?: boolean;
  children: ReactNode;
}

/** Something to finish or leave before going on. Never laid over a document. */
export function Dialog({ title, closeLabel, isOpen, onClose, drawer, children }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={classes(styles.overlay, drawer && styles.drawerOverlay)}
      UNSTABLE_portalContainer={usePortal()}
    >
      <Modal className={classes(styles.modal, drawer && styles.drawer)}>
        <AriaDialog className={styles.dialog}>
          <div className={styles.head}>
            <Heading slot="title" className={styles.title}>
              {title}
            </Heading>
            <Button kind="quiet" iconOnly aria-label={closeLabel} onPress={onClose}>
              <IconX {...iconProps} />
            </Button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
