/** Notices about a space: `id` is the engagement's; also sent when its people change. */
export const engagementEvents = ['engagement.created', 'engagement.changed'] as const;
export type EngagementEvent = (typeof engagementEvents)[number];
