import { useLocation } from '@tanstack/react-router';

/** The token of a link, which stands in the fragment so that no server log ever holds it. */
export function useFragmentToken(): string {
  return useLocation({ select: ({ hash }) => hash }).replace(/^#/, '');
}
