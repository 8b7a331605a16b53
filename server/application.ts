import type { Logger } from 'pino';
import type { Side } from '@shared/audience';
import type { PlatformAbility } from '@shared/permissions';
import type { Access } from './access/enter.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import type { EventBus } from './events.ts';
import type { LiveDocuments } from './realtime/documents.ts';

/** What every action needs; made once per process by `createApp`, and handed on as it is. */
export interface Application {
  config: Config;
  db: Database;
  log: Logger;
  /** Where people reach this server, without a slash at the end. */
  address(): string;
  now(): number;
  newId(): string;
  publish: EventBus['publish'];
  access: Access;
  live: LiveDocuments;
  counts: DocumentCounts;
}

/** Somebody who acts: a signed-in person, with what their account alone gives them. */
export interface Actor {
  personId: string;
  name: string;
  abilities: readonly PlatformAbility[];
  /** Set when a browser's session says who they are. */
  sessionId?: string;
  /** Set when a personal token does. */
  tokenId?: string;
}

/** Numbers that other features show beside a document; each registers its own, so that documents need not know them. */
export type CountOf = (
  app: Application,
  documentIds: string[],
  side: Side,
) => Promise<Map<string, number>>;

export interface DocumentCounts {
  pendingSuggestions: CountOf;
  openThreads: CountOf;
}
