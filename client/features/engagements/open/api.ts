import type { NewEngagementInput, NewEngagementReply } from '@shared/features/engagements/schema';
import { request } from '@client/net/http';

/** Opens an engagement; the answer holds the links of those who have no password yet, this once. */
export const openEngagement = (body: NewEngagementInput): Promise<NewEngagementReply> =>
  request<NewEngagementReply>('/engagements', { method: 'POST', body });
