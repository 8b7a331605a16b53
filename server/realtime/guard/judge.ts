import type { Node } from 'prosemirror-model';
import type { NodeCache } from '@shared/adf/yread';
import { readDocument, rootOf } from '@shared/adf/yread';
import type { Fault } from '@shared/adf/yread';
import type { Refusal } from '@shared/protocol/refusals';
import { changedRange } from '@shared/suggestions/changedRange';
import type { Writer } from '../liveDocument.ts';
import { changeOf } from './change.ts';
import { disguised } from './disguised.ts';
import { modeRules } from './modes.ts';
import { newSuggestions } from './newSuggestions.ts';
import type { Observation } from './observation.ts';
import { structureFault } from './structure.ts';

export interface Case {
  observation: Observation;
  /** The document before. */
  before: Node;
  writer: Writer;
  cache: NodeCache;
  authors: ReadonlyMap<number, string>;
}

/** Judges an update that is applied, by layout, schema and mode, over what changed only. The document it made, or why not. */
export function judge(case_: Case): { doc: Node; newSuggestions: string[] } | Refusal {
  const { observation, before: whole, writer, cache, authors } = case_;
  const structure = structureFault(observation);
  if (structure) return { reason: `${structure.rule}.invalid`, detail: structure.detail };
  const faults: Fault[] = [];
  const root = rootOf(observation.transaction.doc);
  const doc = readDocument(root, cache, (fault) => faults.push(fault));
  const fault = faults.find(({ rule }) => rule === 'layout') ?? faults[0];
  if (fault) return { reason: `${fault.rule}.invalid`, detail: fault.detail };
  const change = changeOf(observation, writer.personId);
  if (change.texts.some(({ straySplit }) => straySplit))
    return { reason: 'content.invalid', detail: 'a split character that nobody suggested' };
  const { before, after } = changedRange(whole, doc);
  const hidden = disguised(before, after);
  if (hidden !== null)
    return { reason: 'content.invalid', detail: `${hidden} held as if it were unknown` };
  const refusal = modeRules[writer.mode]({ before, after, change, authors });
  if (refusal) return refusal;
  const fresh = newSuggestions(whole, before, after, writer.personId);
  return 'reason' in fresh ? fresh : { doc, newSuggestions: fresh };
}
