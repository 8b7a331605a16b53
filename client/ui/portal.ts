import { createContext, useContext } from 'react';

/** The element inside our root that holds menus, dialogs and messages, so that they wear our tokens in any host's page. */
export const PortalContext = createContext<HTMLElement | null>(null);

export function usePortal(): HTMLElement | undefined {
  return useContext(PortalContext) ?? undefined;
}
