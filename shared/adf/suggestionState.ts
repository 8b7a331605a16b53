import { markAttributes, nodeAttributes, type AttributeRules } from './attributes.ts';
import { isObject, listOf, matching, shape, type Check } from './checks.ts';
import { markAttributesCheck } from './marks.ts';

/** Attributes of every block that hold what is suggested for it (PROTOCOL L10). */
export const suggestionAttributes = [
  'insertion',
  'deletion',
  'modification',
  'joinPrevious',
] as const;

/** Marks of text and inline leaves that hold what is suggested for them (PROTOCOL L9). */
export const suggestionMarks = ['insertion', 'deletion', 'modification'] as const;

/** `<personId>/<n>` (PROTOCOL L8). */
export const suggestionId = /^[A-Za-z0-9][A-Za-z0-9_.:@-]{0,127}\/[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

const id: Check = matching(suggestionId, 'a suggestion id such as "ada/1"');
const onlyId = shape({ id });

/** What `modification` of a block must be, given the attributes that its proposed type may have. */
export function blockModification(
  attributesOf: (type: string) => AttributeRules | undefined,
): Check {
  const outer = shape({ id, type: textOf, attrs: objectOf });
  return (value) => {
    const reason = outer(value);
    if (reason) return reason;
    const { type, attrs } = value as { type: string; attrs: Record<string, unknown> };
    const rules = attributesOf(type);
    if (!rules) return `proposes "${type}", which is no kind of block`;
    for (const [name, proposed] of Object.entries(attrs)) {
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
      if (!rule) return `proposes "${name}", which ${type} does not have`;
      const fault = rule.check(proposed);
      if (fault) return `proposes "${name}", which ${fault}`;
    }
    return undefined;
  };
}

/** The checks of the other three suggestion attributes. */
export const suggestionCheck: Check = onlyId;

/** Suggestion marks with their attributes, by the rules of every other mark. */
export const suggestionMarkAttributes: Readonly<Record<string, AttributeRules>> = {
  insertion: { id: { check: id } },
  deletion: { id: { check: id } },
  modification: {
    id: { check: id },
    add: { check: listOf(proposedMark) },
    remove: { check: listOf(knownMark) },
  },
};

function proposedMark(value: unknown): string | undefined {
  const reason = shape({ type: knownMark, attrs: objectOf })(value);
  if (reason) return reason;
  const mark = value as { type: string; attrs: unknown };
  return markAttributesCheck(mark.type)(mark.attrs);
}

function knownMark(value: unknown): string | undefined {
  return typeof value === 'string' && Object.hasOwn(markAttributes, value)
    ? undefined
    : 'must be a kind of mark';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && Object.hasOwn(nodeAttributes, value)
    ? undefined
    : 'must be a kind of block';
}

function objectOf(value: unknown): string | undefined {
  return isObject(value) ? undefined : 'must be an object';
}
