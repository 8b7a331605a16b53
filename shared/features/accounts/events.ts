/** Notices to one person: `id` is the person's own. */
export const accountEvents = ['me.changed'] as const;
export type AccountEvent = (typeof accountEvents)[number];
