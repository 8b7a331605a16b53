import type { AttributeRules } from './attributes.ts';
import { isObject, json, unsafePart } from './checks.ts';
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
    const reason = faultOf(name, value, rules);
    if (reason) note(joinPath(path, name), `removed: ${reason}`);
    else cleaned[name] = value;
  }
  return removeUnsafe(cleaned, path, note);
}

function faultOf(name: string, value: unknown, rules: AttributeRules): string | undefined {
  if (name.startsWith('__')) return 'private to another editor';
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  return value === null && rule && !mayBeNull(rule.check) ? 'null says nothing' : undefined;
}

/** Attributes of any JSON, in which null is a value like others. */
function mayBeNull(check: AttributeRules[string]['check']): boolean {
  return check({}) === undefined && check('') === undefined && json(null) === undefined;
}

/** A copy without unsafe links, styles and colours, however deep they stand. */
export function removeUnsafe<T>(value: T, path: string, note: Reading['note']): T {
  let unsafe = unsafePart(value);
  if (!unsafe) return value;
  const copy = structuredClone(value);
  for (; unsafe; unsafe = unsafePart(copy)) {
    const keys = unsafe.split(/[.[\]]+/).filter(Boolean);
    const last = keys.pop() as string;
    const holder = keys.reduce<unknown>((at, key) => (at as Json)[key], copy) as Json;
    note(`${path}.${unsafe}`, 'removed: an unsafe link, style or colour');
    delete holder[last];
  }
  return copy;
}
