import type { DocumentKind } from '@shared/features/documents/schema';

/** The kinds that somebody may begin, the agreed ones first. */
export const documentKinds: readonly DocumentKind[] = [
  'scope',
  'plan',
  'strategic-plan',
  'note',
  'memo',
  'status-report',
  'procedure',
  'codification',
  'training-material',
];

/** Scope and plan are written by both sides from the start; everything else is first internal to one's own. */
export function startsShared(kind: DocumentKind): boolean {
  return kind === 'scope' || kind === 'plan';
}
