/** Why an update was refused (PROTOCOL.md, D, M and A rules). The i18n key of the sentence is `refusals.<reason>`. */
export const refusalReasons = [
  'mode.view',
  'mode.comment',
  'mode.suggest',
  'mode.exceeded',
  'suggestion.forged',
  'suggestion.decided',
  'content.invalid',
  'layout.invalid',
  'author.forged',
  'update.gap',
  'update.invalid',
  'update.too-large',
  'document.too-large',
  'rate.exceeded',
  'after.refusal',
  /** Not sent by the server: the document was rebuilt (D12), and this text was written before. */
  'epoch.changed',
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

export interface Refusal {
  reason: RefusalReason;
  /** For the log and for developers, in English; the page shows the sentence of the reason. */
  detail?: string;
}
