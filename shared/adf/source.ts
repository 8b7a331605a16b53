// oxlint-disable-next-line import/no-unassigned-import -- it must act before the source loads
import './flags.ts';
import { defaultSchema } from '@atlaskit/adf-schema/schema-default';
import type { MarkSpec, NodeSpec } from 'prosemirror-model';

/** Editor-only types of the source that ADF (full.json) does not know; as ADF they are unknown content like any other. */
const foreignNodes = new Set([
  'image',
  'panel_c1',
  'unknownBlock',
  'confluenceJiraIssue',
  'confluenceUnsupportedBlock',
  'confluenceUnsupportedInline',
]);

/**
 * The node specs of ADF as plain objects. The source's own Schema belongs to another copy of prosemirror-model, so only what it
 * was made from may be used. This is the one import of it.
 */
export const sourceNodes: Readonly<Record<string, NodeSpec>> = collect<NodeSpec>(
  defaultSchema.spec.nodes as unknown as Specs<NodeSpec>,
  (name) => !foreignNodes.has(name),
);

/** The mark specs of ADF as plain objects. */
export const sourceMarks: Readonly<Record<string, MarkSpec>> = collect<MarkSpec>(
  defaultSchema.spec.marks as unknown as Specs<MarkSpec>,
  (name) => !name.startsWith('__'),
);

/** A content expression of the source without the types that we leave out. */
export function withoutForeignNodes(content: string): string {
  const names = [...foreignNodes].join('|');
  return content
    .replaceAll(new RegExp(`\\s*\\|\\s*(?:${names})\\b`, 'g'), '')
    .replaceAll(new RegExp(`\\b(?:${names})\\s*\\|\\s*`, 'g'), '');
}

/** All that we use of the source's ordered map, which is another copy's class. */
interface Specs<Spec> {
  forEach(each: (name: string, spec: Spec) => void): void;
}

function collect<Spec>(specs: Specs<Spec>, keep: (name: string) => boolean): Record<string, Spec> {
  const found: Record<string, Spec> = {};
  specs.forEach((name, spec) => {
    if (keep(name)) found[name] = spec;
  });
  return found;
}
