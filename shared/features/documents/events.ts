/** Notices about a document's record (title, state, modes), not its text: `id` is the document's. */
export const documentEvents = ['document.created', 'document.changed'] as const;
export type DocumentEvent = (typeof documentEvents)[number];
