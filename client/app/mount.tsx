import { QueryCache, QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { AppError } from '@shared/errors';
import { createTranslator, rememberedLanguage } from '@client/i18n/translator';
import { sessionQuery } from '@client/features/accounts/api';
import { App } from './App.tsx';
import { createPageRouter } from './router.tsx';

/** Shows the page inside an element; resolves with the way to take it out again. */
export async function mount(element: HTMLElement): Promise<() => void> {
  const translator = await createTranslator(rememberedLanguage());
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        // A session that ended elsewhere: the page asks to sign in again and comes back to where it was.
        if (!(error instanceof AppError) || error.kind !== 'auth.required') return;
        queries.setQueryData(sessionQuery.queryKey, null);
        void router.invalidate();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // What the server refuses it refuses again; only a silent line is worth a second try.
        retry: (failures, error) => !(error instanceof AppError) && failures < 2,
      },
    },
  });
  const router = createPageRouter(queries);
  const root = createRoot(element);
  root.render(<App router={router} queries={queries} translator={translator} />);
  return () => root.unmount();
}
