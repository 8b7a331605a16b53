import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { takeNotice } from '@client/net/notices';

/** Keeps every list in view up to date while somebody is signed in. The connection comes after the first picture. */
export function useNotices(): void {
  const queries = useQueryClient();

  useEffect(() => {
    let isOver = false;
    let stop: (() => void) | undefined;
    const listen = async () => {
      const { hearNotices } = await import('@client/sync/links');
      if (isOver) return;
      stop = hearNotices({ url: location.origin }, (notice) => void takeNotice(queries, notice));
    };
    void listen();
    return () => {
      isOver = true;
      stop?.();
    };
  }, [queries]);
}
