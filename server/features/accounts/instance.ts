import type { DemoAccount, Instance } from '@shared/features/accounts/schema';
import type { Application } from '@server/application';
import { isSetUp } from './actions.ts';

/** What anybody may know of this server; for a demo, who may sign in to it. */
export async function describeInstance(
  app: Application,
  demo: DemoAccount[] | null,
): Promise<Instance> {
  const setUp = await isSetUp(app);
  return demo ? { demo: true, setUp, signIn: demo } : { demo: false, setUp };
}
