import type { Side } from '@shared/audience';
import type { Theme } from '@shared/features/accounts/schema';
import type { Language } from '@shared/language';
import type { PlatformAbility } from '@shared/permissions';
import type { CollectionSpec, StoredRecord } from '@server/db/collection';
import { perDatabase } from '@server/perDatabase';

export interface PersonRecord extends StoredRecord {
  /** Lower case; what somebody signs in with. */
  email: string;
  name: string;
  title: string;
  phone: string;
  language: Language;
  languages: Language[];
  theme: Theme;
  timeZone: string;
  /** Argon2id, with its parameters; null until a password was chosen. */
  passwordHash: string | null;
  abilities: PlatformAbility[];
  /** The company of whoever set the server up; of everybody else their memberships say it. */
  organisation: { name: string; side: Side } | null;
  createdAt: number;
}

export interface SessionRecord extends StoredRecord {
  /** Hash of the secret in the cookie, which is stored nowhere; the record's id is public to its owner. */
  hash: string;
  personId: string;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  userAgent: string;
  address: string;
}

export interface TokenRecord extends StoredRecord {
  hash: string;
  personId: string;
  name: string;
  createdAt: number;
  expiresAt: number;
}

/** A one-time link: its owner chooses a password, or the first account is made with it. */
export interface LinkRecord extends StoredRecord {
  hash: string;
  purpose: 'set-up' | 'password';
  personId: string | null;
  expiresAt: number;
}

/** Failed attempts to sign in under one e-mail address, whether it has an account or not. */
export interface AttemptsRecord extends StoredRecord {
  failures: number;
  lockedUntil: number | null;
  expiresAt: number;
}

const people: CollectionSpec<PersonRecord> = {
  name: 'people',
  schemaVersion: 1,
  indexes: {
    byEmail: { fields: ['email'], unique: true },
    all: { fields: ['audience', 'createdAt'], counted: true },
  },
};
const sessions: CollectionSpec<SessionRecord> = {
  name: 'sessions',
  schemaVersion: 1,
  indexes: {
    byHash: { fields: ['hash'], unique: true },
    byPerson: { fields: ['personId', 'audience'] },
    byExpiry: { fields: ['audience', 'expiresAt'] },
  },
};
const tokens: CollectionSpec<TokenRecord> = {
  name: 'tokens',
  schemaVersion: 1,
  indexes: {
    byHash: { fields: ['hash'], unique: true },
    byExpiry: { fields: ['audience', 'expiresAt'] },
  },
};
const links: CollectionSpec<LinkRecord> = {
  name: 'links',
  schemaVersion: 1,
  indexes: {
    byHash: { fields: ['hash'], unique: true },
    byExpiry: { fields: ['audience', 'expiresAt'] },
  },
};
const attempts: CollectionSpec<AttemptsRecord> = {
  name: 'attempts',
  schemaVersion: 1,
  indexes: { byExpiry: { fields: ['audience', 'expiresAt'] } },
};

/** The collections of this feature; private to it. */
export const accountStore = perDatabase((db) => ({
  people: db.collection(people),
  sessions: db.collection(sessions),
  tokens: db.collection(tokens),
  links: db.collection(links),
  attempts: db.collection(attempts),
}));
