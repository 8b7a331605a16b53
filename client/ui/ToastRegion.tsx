import { IconCheck } from '@tabler/icons-react';
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from './Button.tsx';
import { iconProps } from './icon.ts';
import styles from './ToastRegion.module.css';
import { createToasts } from './toasts.ts';
import type { Toast, Toasts } from './toasts.ts';

const secondsInView = 8;

export const ToastContext = createContext<Toasts>(createToasts());

/** Shows a message with a way back. */
export function useToasts(): Toasts {
  return useContext(ToastContext);
}

interface ToastRegionProps {
  label: string;
  undoLabel: string;
}

/** Where messages appear: bottom left, one at a time, read out politely. */
export function ToastRegion({ label, undoLabel }: ToastRegionProps) {
  const toasts = useToasts();
  const toast = useSyncExternalStore(toasts.subscribe, toasts.current);
  return (
    <section aria-label={label} aria-live="polite" className={styles.region}>
      {toast && (
        <Message
          key={toast.id}
          toast={toast}
          undoLabel={undoLabel}
          onDone={() => toasts.dismiss(toast.id)}
        />
      )}
    </section>
  );
}

interface MessageProps {
  toast: Toast;
  undoLabel: string;
  onDone: () => void;
}

/** Counts down in view, and stops counting while somebody is on it. */
function Message({ toast, undoLabel, onDone }: MessageProps) {
  const [left, setLeft] = useState(secondsInView);
  const [held, setHeld] = useState(false);

  useEffect(() => {
    if (left === 0) onDone();
    if (held || left === 0) return;
    const second = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(second);
  }, [left, held, onDone]);

  return (
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <IconCheck {...iconProps} />
      <span>{toast.text}</span>
      {toast.undo && (
        <Button
          kind="quiet"
          small
          onPress={() => {
            toast.undo?.();
            onDone();
          }}
        >
          {undoLabel}
        </Button>
      )}
      <span aria-hidden className={styles.left}>
        {left} s
      </span>
    </div>
  );
}
