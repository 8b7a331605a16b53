import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

/** How much room the page has: decided by its own width, since a host gives us any. */
export type Room = 'wide' | 'middle' | 'narrow';

function roomFor(width: number): Room {
  if (width >= 1200) return 'wide';
  return width >= 768 ? 'middle' : 'narrow';
}

export function useRoom(element: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>('wide');

  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return undefined;
    const measure = () => setRoom(roomFor(measured.clientWidth));
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    measure();
    return () => observer.disconnect();
  }, [element]);

  return room;
}
