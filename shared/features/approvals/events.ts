/** Notices that suggestions appeared, were explained or decided: `id` is the document's. */
export const approvalEvents = ['suggestions.changed'] as const;
export type ApprovalEvent = (typeof approvalEvents)[number];
