import type { Application } from './application.ts';
import { sweepAccounts } from './features/accounts/actions.ts';
import { resumeDecisions } from './features/approvals/actions.ts';
import { appendAudit, type AuditWork } from './features/audit/actions.ts';
import { type PendingDrain, startPending } from './db/pending.ts';

const sweepEveryMs = 600_000;

/** What goes on beside the requests: work that saved records still carry, what a stop interrupted, what has expired. */
export function createUpkeep(app: Application): {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Fulfilled when no work of saved records is under way. */
  idle(): Promise<void>;
} {
  let timer: NodeJS.Timeout | undefined;
  let pending: PendingDrain | undefined;

  const sweep = () =>
    sweepAccounts(app).catch((error: unknown) => app.log.error({ err: error }, 'sweep failed'));

  return {
    async start() {
      pending = startPending({
        db: app.db,
        log: app.log,
        handlers: { audit: ({ key, payload }) => appendAudit(app, key, payload as AuditWork) },
      });
      const resumed = await resumeDecisions(app);
      if (resumed > 0) app.log.info({ resumed }, 'decisions were finished');
      await sweep();
      timer = setInterval(() => void sweep(), sweepEveryMs);
      timer.unref();
    },
    async idle() {
      await pending?.idle();
    },
    async stop() {
      clearInterval(timer);
      await pending?.close();
    },
  };
}
