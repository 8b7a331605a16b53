import type { Application } from './application.ts';
import { sweepAccounts } from './features/accounts/actions.ts';
import { resumeDecisions } from './features/approvals/actions.ts';
import { appendAudit, type AuditWork } from './features/audit/actions.ts';
import { startPending } from './db/pending.ts';

const sweepEveryMs = 600_000;

/** What goes on beside the requests: work that saved records still carry, what a stop interrupted, what has expired. */
export function startUpkeep(app: Application): {
  start(): Promise<void>;
  stop(): Promise<void>;
} {
  let timer: NodeJS.Timeout | undefined;
  let pending: ReturnType<typeof startPending> | undefined;

  const sweep = () =>
    sweepAccounts(app).catch((error: unknown) => app.log.error({ err: error }, 'sweep failed'));

  return {
    async start() {
      pending = startPending(app.db, {
        log: app.log,
        handlers: { audit: ({ key, payload }) => appendAudit(app, key, payload as AuditWork) },
      });
      const resumed = await resumeDecisions(app);
      if (resumed > 0) app.log.info({ resumed }, 'decisions were finished');
      await sweep();
      timer = setInterval(() => void sweep(), sweepEveryMs);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await pending?.stop();
    },
  };
}
