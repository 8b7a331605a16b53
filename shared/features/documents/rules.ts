/** The kinds of document, the agreed ones first. Here and not in the schema, so that a page can list them without it. */
export const documentKinds = [
  'scope',
  'plan',
  'strategic-plan',
  'note',
  'memo',
  'status-report',
  'procedure',
  'codification',
  'training-material',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Scope and plan are written by both sides from the start; everything else is first internal to one's own. */
export function startsShared(kind: DocumentKind): boolean {
  return kind === 'scope' || kind === 'plan';
}
