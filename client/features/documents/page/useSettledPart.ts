import { useCallback, useEffect, useRef, useState } from 'react';
import type { SettledPart } from './SettledLinks.tsx';

/** Which part of what is settled is open; leaving it takes the focus back to where it was opened from. */
export function useSettledPart() {
  const [part, setPart] = useState<SettledPart | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const isReturning = useRef(false);
  useEffect(() => {
    if (part !== null || !isReturning.current) return;
    isReturning.current = false;
    opener.current?.focus({ preventScroll: true });
  }, [part]);

  const close = useCallback(() => setPart(null), []);

  return {
    part,
    open(next: SettledPart, from: HTMLElement | null) {
      opener.current = from;
      setPart(next);
    },
    /** Something else is looked at now, which keeps the focus. */
    close,
    leave() {
      isReturning.current = true;
      setPart(null);
    },
  };
}
