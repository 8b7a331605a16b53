import type { AttributeRule, AttributeRules } from './attributes.ts';
import { isObject, isUnsafe } from './checks.ts';
import { joinPath } from './limits.ts';
import type { Reading } from './readAdf.ts';

type Json = Record<string, unknown>;

/** Attributes without what other editors keep for themselves (`__…`), without nulls that mean "not said", and without what is unsafe. */
export function cleanAttributes(
  attrs: unknown,
  rules: AttributeRules,
  path: string,
  note: Reading['note'],
): Json {
  if (!isObject(attrs)) {
    if (attrs !== undefined) note(path, 'removed: not attributes');
    return {};
  }
  const cleaned: Json = {};
  for (const [name, value] of Object.entries(attrs)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const reason = faultOf(name, value, rule);
    if (reason) note(joinPath(path, name), `removed: ${reason}`);
    else if (rule && rule.check(value) === undefined) cleaned[name] = value;
    else Object.assign(cleaned, removeUnsafe({ [name]: value }, path, note));
  }
  return cleaned;
}

function faultOf(
  name: string,
  value: unknown,
  rule: AttributeRule | undefined,
): string | undefined {
  if (name.startsWith('__')) return 'private to another editor';
  return value === null && rule && !takesAnyJson(rule) ? 'null says nothing' : undefined;
}

/** Attributes of any JSON, in which null is a value like others. */
function takesAnyJson({ check }: AttributeRule): boolean {
  return ['', 0, {}].every((value) => check(value) === undefined);
}

/** A copy without unsafe links, styles and colours, however deep they stand. */
export function removeUnsafe(value: unknown, path: string, note: Reading['note']): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => removeUnsafe(item, joinPath(path, index), note));
  }
  if (!isObject(value)) return value;
  const kept: Json = {};
  for (const [name, item] of Object.entries(value)) {
    const at = joinPath(path, name);
    if (isUnsafe(name, item)) note(at, 'removed: an unsafe link, style or colour');
    else kept[name] = removeUnsafe(item, at, note);
  }
  return kept;
}
