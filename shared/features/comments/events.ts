/** Notices that threads of a document changed: `id` is the document's. */
export const commentEvents = ['threads.changed'] as const;
export type CommentEvent = (typeof commentEvents)[number];
