import type { PieceKind } from './ids.ts';

export type Decision = 'accept' | 'refuse' | 'keep';

/** What is to become of a piece, by the id of its suggestion and what it proposes. */
export type Decide = (id: string, kind: PieceKind) => Decision;

export interface Resolution {
  decide: Decide;
  /** False leaves containers that became empty as they are, so that two documents can be compared exactly. */
  collapse: boolean;
  /** Structural proposals are not carried out where they no longer fit; the ids of these are collected here. */
  unfit: Set<string>;
  /** Set while children are resolved a second time, without what made them invalid. */
  cautious: boolean;
}

/** The proposed state of a block (PROTOCOL.md, L10). */
export interface Modification {
  id: string;
  type: string;
  attrs: Record<string, unknown>;
}

/** The proposed marks of a piece of text (PROTOCOL.md, L9). */
export interface MarkChange {
  add: { type: string; attrs: Record<string, unknown> }[];
  remove: string[];
}
