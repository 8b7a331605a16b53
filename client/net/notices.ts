import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Notice } from '@shared/protocol/down';

const lists: readonly QueryKey[] = [['engagements'], ['engagement']];

/** Which readings a kind of notice makes stale. Everything else that the page holds stays as it is. */
const stale: Record<string, (id: string) => readonly QueryKey[]> = {
  'me.changed': () => [['session']],
  'engagement.created': () => [['engagements']],
  'engagement.changed': (id) => [['engagements'], ['engagement', id]],
  'document.created': () => lists,
  'document.changed': (id) => [['document', id], ...lists],
  // Lists show how many suggestions and threads wait.
  'suggestions.changed': (id) => [['document', id, 'suggestions'], ...lists],
  'threads.changed': (id) => [['document', id, 'threads'], ...lists],
};

/** Fetches anew what a notice makes stale: at once what is in view, the rest when it is next looked at. */
export async function takeNotice(queries: QueryClient, notice: Notice): Promise<void> {
  const keys = stale[notice.kind]?.(notice.id) ?? [];
  await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
}
