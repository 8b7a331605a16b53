import { z } from 'zod';
import { defaultLimits } from './realtime/limits.ts';

function whole(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, error)
    .transform(Number)
    .pipe(z.number({ error }).int({ error }).min(least, { error }).max(most, { error }));
}

/** True for the address of a whole site: what people and their browsers call it by. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin, href } = new URL(text);
  return /^https?:$/.test(protocol) && href === `${origin}/`;
}

const origin = z
  .string()
  .refine(isOrigin, 'must be an address without a path, such as https://cadrage.example.org')
  .transform((url) => new URL(url).origin);
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const list = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(origin));

/** Every setting: its schema, what it is when unset (undefined: worked out at start), and a sentence about it. */
const table = {
  PORT: { schema: whole(0, 65_535), fallback: 4000, about: 'Port that the server listens on.' },
  HOST: {
    schema: z.string().min(1),
    fallback: '127.0.0.1',
    about: 'Address that it listens on; the default is reachable from this machine only.',
  },
  DATA_DIR: {
    schema: z.string().min(1),
    fallback: undefined,
    about: 'Folder that holds everything; .cadrage/data by default, .cadrage/demo for the demo.',
  },
  PUBLIC_URL: {
    schema: origin,
    fallback: undefined,
    about: 'Address by which people reach it; with https, cookies are sent over https only.',
  },
  ALLOWED_ORIGINS: {
    schema: list,
    fallback: [],
    about: 'Other origins whose pages may call it, separated by commas.',
  },
  TRUST_PROXY: {
    schema: whole(0, 10),
    fallback: 0,
    about: 'Number of reverse proxies in front, whose forwarded address is believed.',
  },
  LOG_LEVEL: {
    schema: z.enum(levels, `must be ${levels.slice(0, -1).join(', ')} or ${levels.at(-1)}`),
    fallback: 'info',
    about: 'Least severity that is logged.',
  },
  SESSION_HOURS: {
    schema: whole(1, 24 * 90),
    fallback: 12,
    about: 'Hours without a request after which somebody is signed out.',
  },
  SIGN_IN_ATTEMPTS: {
    schema: whole(3, 50),
    fallback: 5,
    about: 'Wrong passwords in a row after which an account is locked for LOCK_MINUTES.',
  },
  LOCK_MINUTES: {
    schema: whole(1, 1440),
    fallback: 15,
    about: 'How long an account stays locked.',
  },
  SIGN_IN_PER_ADDRESS: {
    schema: whole(5, 100_000),
    fallback: 300,
    about: 'Attempts to sign in that one network address has in LOCK_MINUTES.',
  },
  REQUESTS_PER_MINUTE: {
    schema: whole(10, 1_000_000),
    fallback: 6000,
    about: 'Requests to the API that one person, or one address before sign-in, has in a minute.',
  },
  BODY_BYTES: {
    schema: whole(10_000, 100_000_000),
    fallback: 10_000_000,
    about: 'Largest body of a request.',
  },
  UPDATE_BYTES: {
    schema: whole(1_000, 100_000_000),
    fallback: defaultLimits.updateBytes,
    about: 'Largest single change that a page may send to a document.',
  },
  DOCUMENT_BYTES: {
    schema: whole(10_000, 500_000_000),
    fallback: defaultLimits.documentBytes,
    about: 'Largest stored size of a document, deleted text included.',
  },
  UPDATES_PER_SECOND: {
    schema: whole(1, 10_000),
    fallback: defaultLimits.updatesPerSecond,
    about: 'Changes a second from one writer beyond which the writer is slowed down.',
  },
  STALLED_MS: {
    schema: whole(1_000, 600_000),
    fallback: defaultLimits.stalledMs,
    about: 'How long a reader may fail to keep up before its connection is closed.',
  },
  STOP_MS: {
    schema: whole(100, 600_000),
    fallback: 10_000,
    about: 'How long a stop waits for requests under way.',
  },
} as const satisfies Record<string, { schema: z.ZodType; fallback: unknown; about: string }>;

type Table = typeof table;
type Name = keyof Table;

/** The settings of one process, checked. */
export type Config = {
  [N in Name]: z.output<Table[N]['schema']> | Extract<Table[N]['fallback'], undefined>;
};

/** What is wrong with a setting, in a sentence. */
export interface ConfigFault {
  name: string;
  message: string;
}

/** Reads every setting from an environment; gives all faults at once instead of the first. */
export function readConfig(
  environment: Record<string, string | undefined> = process.env,
): { config: Config } | { faults: ConfigFault[] } {
  const faults: ConfigFault[] = [];
  const values: Record<string, unknown> = {};

  for (const [name, setting] of Object.entries(table)) {
    const given = environment[name];
    if (given === undefined || given === '') {
      values[name] = setting.fallback;
      continue;
    }
    const parsed = setting.schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else {
      const messages = new Set(parsed.error.issues.map((issue) => issue.message));
      faults.push({ name, message: [...messages].join('; ') });
    }
  }

  return faults.length > 0 ? { faults } : { config: values as Config };
}

/** The same table as text for `--help`. */
export function describeConfig(): string {
  const width = Math.max(...Object.keys(table).map((name) => name.length)) + 2;
  return Object.entries(table)
    .map(([name, { fallback, about }]) => {
      const shown =
        fallback === undefined || (Array.isArray(fallback) && fallback.length === 0)
          ? ''
          : ` Default: ${String(fallback)}.`;
      return `  ${name.padEnd(width)}${about}${shown}`;
    })
    .join('\n');
}
