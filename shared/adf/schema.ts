import { Schema, type AttributeSpec, type MarkSpec, type NodeSpec } from 'prosemirror-model';
import {
  markAttributes,
  nodeAttributes,
  type AttributeRule,
  type AttributeRules,
} from './attributes.ts';
import { nullable } from './checks.ts';
import { markDom, safeParseDom, safeToDom } from './dom.ts';
import { blockMarkAttribute, blockMarkCheck, blockMarks, unknownHolders } from './marks.ts';
import { sourceMarks, sourceNodes, withoutForeignNodes } from './source.ts';
import {
  blockModification,
  suggestionAttributes,
  suggestionCheck,
  suggestionMarkAttributes,
  suggestionMarks,
} from './suggestionState.ts';

export { blockMarkAttribute, markOfAttribute, repeatableMarks } from './marks.ts';
export { suggestionAttributes, suggestionId, suggestionMarks } from './suggestionState.ts';

/** Where our content differs from the source's: what ADF allows and an editor can hold, no more and no less. */
const contents: Record<string, string> = {
  tableRow: '(tableCell | tableHeader)*',
  tableHeader: sourceNodes.tableCell?.content ?? '',
  layoutSection: '(layoutColumn | unsupportedBlock){2,3}',
};

/** The outermost first: a suggestion that spans bold and plain words is drawn as one. */
const inlineMarks = [
  ...suggestionMarks,
  'annotation',
  'link',
  'em',
  'strong',
  'textColor',
  'backgroundColor',
  'strike',
  'subsup',
  'underline',
  'code',
  'dataConsumer',
  'fragment',
  'border',
  ...unknownHolders,
] as const;

/** Which inline marks a textblock lets its text and leaves carry. */
const marksByParent: Record<string, readonly string[]> = {
  codeBlock: [...suggestionMarks, 'annotation', ...unknownHolders],
};

const excluded: Record<string, string> = {
  // ADF allows a link on code; the source's schema does not.
  code: 'em strong strike subsup underline textColor backgroundColor',
  annotation: '',
  dataConsumer: '',
  fragment: '',
  unsupportedMark: '',
  unsupportedNodeAttribute: '',
};

const leftOut = new Set(['content', 'group', 'marks', 'attrs', 'toDOM', 'parseDOM']);

/** All attributes of a node type here: ADF's own, then for blocks those of its marks and of what is suggested for it. */
export function attributesOf(type: string): AttributeRules | undefined {
  return Object.hasOwn(everyAttribute, type) ? everyAttribute[type] : undefined;
}

const everyAttribute: Record<string, AttributeRules> = Object.fromEntries(
  Object.keys(nodeAttributes).map((type) => [type, { ...nodeAttributes[type], ...stateOf(type) }]),
);

function stateOf(type: string): AttributeRules {
  if (type === 'doc' || type === 'text' || isInline(type)) return {};
  const held = type === 'unsupportedBlock' ? [] : [...(blockMarks[type] ?? []), ...unknownHolders];
  const marks = held.map((mark) => [blockMarkAttribute(mark), absent(blockMarkCheck(mark))]);
  const suggested = suggestionAttributes.map((name) => [
    name,
    absent(name === 'modification' ? blockModification(proposable) : suggestionCheck),
  ]);
  return Object.fromEntries([...marks, ...suggested]);
}

function proposable(type: string): AttributeRules | undefined {
  const rules = attributesOf(type);
  if (!rules || !('insertion' in rules)) return undefined;
  const kept = Object.entries(rules).filter(
    ([name]) => !(suggestionAttributes as readonly string[]).includes(name),
  );
  return Object.fromEntries(kept);
}

function absent(check: AttributeRule['check']): AttributeRule {
  return { check: nullable(check), default: null };
}

function isInline(type: string): boolean {
  return sourceNodes[type]?.group === 'inline';
}

function attributeSpecs(rules: AttributeRules): Record<string, AttributeSpec> {
  return Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [
      name,
      {
        ...('default' in rule ? { default: rule.default } : {}),
        validate: (value: unknown) => {
          const reason = rule.check(value);
          if (reason) throw new RangeError(`${name} ${reason}`);
        },
      },
    ]),
  );
}

function nodeSpec(type: string): NodeSpec {
  const source = sourceNodes[type] as NodeSpec;
  const rules = attributesOf(type) ?? {};
  const content = contents[type] ?? source.content;
  const kept = Object.entries(source).filter(([key]) => !leftOut.has(key));
  return {
    ...Object.fromEntries(kept),
    ...(content ? { content: withoutForeignNodes(content) } : {}),
    ...(source.group ? { group: source.group } : {}),
    ...(type === 'text' ? {} : { marks: marksUnder(type).join(' ') }),
    ...(type === 'hardBreak' ? { leafText: () => '\n' } : {}),
    attrs: attributeSpecs(rules),
    toDOM: safeToDom(source, rules),
    parseDOM: safeParseDom(source, rules),
  };
}

const textblocks = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'caption',
  'decisionItem',
  'taskItem',
]);

function marksUnder(type: string): readonly string[] {
  return textblocks.has(type) ? (marksByParent[type] ?? inlineMarks) : [];
}

function markSpec(type: string): MarkSpec {
  const source = sourceMarks[type];
  const rules = markAttributes[type] ?? suggestionMarkAttributes[type] ?? {};
  const excludes = excluded[type];
  return {
    attrs: attributeSpecs(rules),
    inclusive: inclusive.has(type),
    ...(excludes === undefined ? {} : { excludes }),
    toDOM: source?.toDOM,
    parseDOM: source?.parseDOM,
    ...markDom[type],
  };
}

/** What goes on while one types at its end. An annotation or a suggestion never grows by itself. */
const inclusive = new Set([
  'em',
  'strong',
  'strike',
  'underline',
  'subsup',
  'code',
  'textColor',
  'backgroundColor',
]);

/**
 * The editor's schema: ADF's nodes, with the marks of blocks and all that is suggested for them as attributes, since Yjs merges attributes
 * one by one. Every attribute is checked by `node.check()`, on both sides.
 */
export const schema = new Schema({
  nodes: Object.fromEntries(Object.keys(sourceNodes).map((type) => [type, nodeSpec(type)])),
  marks: Object.fromEntries(inlineMarks.map((type) => [type, markSpec(type)])),
  topNode: 'doc',
});
