import type { Node } from 'prosemirror-model';
import { markAttributes } from './attributes.ts';
import { isObject, type Check } from './checks.ts';

/** Marks that text may have in ADF. */
export const textMarks = [
  'annotation',
  'link',
  'em',
  'strong',
  'strike',
  'subsup',
  'underline',
  'textColor',
  'backgroundColor',
  'code',
] as const;

export const isTextMark = (type: string) => (textMarks as readonly string[]).includes(type);

/** True for the marks that ADF lets stand on words that are code. */
export const isBesideCode = (type: string) => ['code', 'link', 'annotation'].includes(type);

/** Marks that ADF lets stand on an inline leaf; the leaves that are not named carry none that leaves as ADF. */
export const leafMarks: Readonly<Record<string, readonly string[]>> = {
  inlineExtension: ['dataConsumer', 'fragment'],
  mediaInline: ['annotation', 'link', 'dataConsumer', 'border'],
};

/** Marks that ADF lets stand on a block, somewhere. Here they are attributes named by `blockMarkAttribute`. */
export const blockMarks: Readonly<Record<string, readonly string[]>> = {
  paragraph: ['fontSize', 'alignment', 'indentation'],
  heading: ['alignment', 'indentation'],
  codeBlock: ['breakout'],
  expand: ['breakout'],
  layoutSection: ['breakout'],
  syncBlock: ['breakout'],
  bodiedSyncBlock: ['breakout'],
  table: ['fragment'],
  extension: ['dataConsumer', 'fragment'],
  bodiedExtension: ['dataConsumer', 'fragment'],
  mediaSingle: ['link'],
  media: ['annotation', 'link', 'dataConsumer', 'border'],
};

/** What holds the marks and attributes that ADF does not know; any block and any inline content may carry them. */
export const unknownHolders = ['unsupportedMark', 'unsupportedNodeAttribute'] as const;

/** Marks that one node may carry more than once; as a block attribute each is a list. */
export const repeatableMarks: ReadonlySet<string> = new Set([
  'annotation',
  'fragment',
  'dataConsumer',
  'unsupportedMark',
  'unsupportedNodeAttribute',
]);

const prefix = 'mark:';

/** The attribute of a block that holds its mark of this type. */
export function blockMarkAttribute(type: string): string {
  return prefix + type;
}

/** The mark type that an attribute of a block holds, or null for an ordinary attribute. */
export function markOfAttribute(attribute: string): string | null {
  return attribute.startsWith(prefix) ? attribute.slice(prefix.length) : null;
}

/** Checks the value of a block mark attribute: the mark's attributes without nulls, or a list of those. */
export function blockMarkCheck(type: string): Check {
  const one = markAttributesCheck(type);
  if (!repeatableMarks.has(type)) return one;
  return (value) => {
    if (!Array.isArray(value) || value.length === 0) return 'must be a list of marks';
    return value.map(one).find((reason) => reason !== undefined);
  };
}

/** Checks the attributes of a mark as ADF spells them: what is not said is absent, never null. */
export function markAttributesCheck(type: string): Check {
  const rules = markAttributes[type] ?? {};
  return (value) => {
    if (!isObject(value)) return 'must be an object';
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(rules, key));
    if (unknown !== undefined) return `must not have "${unknown}"`;
    for (const [name, rule] of Object.entries(rules)) {
      if (!Object.hasOwn(value, name)) {
        if (!('default' in rule)) return `must have "${name}"`;
        continue;
      }
      const reason = value[name] === null ? 'must not be null' : rule.check(value[name]);
      if (reason) return `has "${name}", which ${reason}`;
    }
    return undefined;
  };
}

/** The marks of a block, each as its type and attributes; what repeats comes once for each. */
export function blockMarksOf(node: Node): { type: string; attrs: Record<string, unknown> }[] {
  const found: { type: string; attrs: Record<string, unknown> }[] = [];
  for (const [attribute, value] of Object.entries(node.attrs)) {
    const type = markOfAttribute(attribute);
    if (type === null || value === null) continue;
    for (const attrs of repeatableMarks.has(type) ? value : [value]) found.push({ type, attrs });
  }
  return found;
}
