import { useState } from 'react';

/** Copies a text and tells whether it could; a browser allows none without https. */
export function useCopy(onCopied: () => void) {
  const [hasFailed, setFailed] = useState(false);
  const copy = async (text: string): Promise<boolean> => {
    try {
      await navigator.clipboard.writeText(text);
      setFailed(false);
      onCopied();
      return true;
    } catch {
      setFailed(true);
      return false;
    }
  };
  return { copy, hasFailed };
}
