import { isColour } from './colours.ts';
import { isSafeImage, isSafeLink } from './urls.ts';

/** Says what a value has to be, or nothing when it is that. */
export type Check = (value: unknown) => string | undefined;

type Json = Record<string, unknown>;

const maxDepth = 64;

/** True for a plain object, as JSON makes them. */
export function isObject(value: unknown): value is Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export const text: Check = (value) => (typeof value === 'string' ? undefined : 'must be a text');

export const nonEmptyText: Check = (value) =>
  typeof value === 'string' && value !== '' ? undefined : 'must be a text that is not empty';

export const flag: Check = (value) =>
  typeof value === 'boolean' ? undefined : 'must be true or false';

export function number(min = -Infinity, max = Infinity): Check {
  return (value) =>
    typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max
      ? undefined
      : `must be a number${min === -Infinity ? '' : ` from ${min}`}${max === Infinity ? '' : ` to ${max}`}`;
}

export function integer(min: number, max: number): Check {
  return (value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? undefined
      : `must be a whole number from ${min} to ${max}`;
}

export function oneOf(...values: readonly unknown[]): Check {
  return (value) =>
    values.includes(value)
      ? undefined
      : `must be one of ${values.map((v) => JSON.stringify(v)).join(', ')}`;
}

export function matching(pattern: RegExp, what: string): Check {
  return (value) =>
    typeof value === 'string' && pattern.test(value) ? undefined : `must be ${what}`;
}

export function listOf(check: Check, min = 0): Check {
  return (value) => {
    if (!Array.isArray(value) || value.length < min) return 'must be a list';
    for (const item of value) {
      const reason = check(item);
      if (reason) return `must be a list whose items each ${reason.replace(/^must /, '')}`;
    }
    return undefined;
  };
}

export function nullable(check: Check): Check {
  return (value) => (value === null ? undefined : check(value));
}

/** An object with exactly these keys; a key that ends in ? may be missing. */
export function shape(keys: Record<string, Check>): Check {
  const required = Object.keys(keys).filter((key) => !key.endsWith('?'));
  const known = new Map(
    Object.entries(keys).map(([key, check]) => [key.replace(/\?$/, ''), check]),
  );
  return (value) => {
    if (!isObject(value)) return 'must be an object';
    const missing = required.find((key) => !Object.hasOwn(value, key));
    if (missing) return `must have "${missing}"`;
    for (const key of Object.keys(value)) {
      const check = known.get(key);
      if (!check) return `must not have "${key}"`;
      const reason = check(value[key]);
      if (reason) return `has "${key}", which ${reason}`;
    }
    return undefined;
  };
}

export const colour: Check = (value) =>
  typeof value === 'string' && isColour(value) ? undefined : 'must be a colour';

export const link: Check = (value) =>
  typeof value === 'string' && isSafeLink(value)
    ? undefined
    : 'must be a link that is safe to follow';

export const image: Check = (value) =>
  typeof value === 'string' && isSafeImage(value)
    ? undefined
    : 'must be the address of a picture that is safe to show';

/** Any JSON value: what Yjs can hold beyond that (bytes, big numbers, undefined) is refused. */
export const json: Check = (value) => (isStorable(value) ? undefined : 'must be a JSON value');

/** Yjs tells what a value is by its `constructor`, and stores none that has one of its own. */
function isStorable(value: unknown): boolean {
  return isJson(value, 0) && !(isObject(value) && Object.hasOwn(value, 'constructor'));
}

function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (depth > maxDepth) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  if (!isObject(value) || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every((item) => isJson(item, depth + 1));
}

/** JSON of unknown meaning that is kept as it came: an object without unsafe links, CSS or colours anywhere in it. */
export const preserved: Check = (value) =>
  isObject(value) && isStorable(value) && unsafePart(value) === undefined
    ? undefined
    : 'must be an object without unsafe links, styles or colours';

/** A mark of unknown meaning, kept as it came: it may lack a type, but none is an object. */
export const preservedMark: Check = (value) =>
  preserved(value) ?? (hasObjectType(value) ? 'must be a mark' : undefined);

/** True for JSON in the place of a mark or a node whose type is no word. */
export function hasObjectType(value: unknown): boolean {
  return isObject(value) && typeof value.type === 'object' && value.type !== null;
}

/** Any JSON value without unsafe links, styles or colours anywhere in it. */
export const safeJson: Check = (value) =>
  isStorable(value) && unsafePart(value) === undefined
    ? undefined
    : 'must be a JSON value without unsafe links, styles or colours';

const unsafeByKey: Record<string, (value: unknown) => boolean> = {
  href: (value) => typeof value !== 'string' || !isSafeLink(value),
  url: (value) => typeof value === 'string' && !isSafeLink(value) && !isSafeImage(value),
  src: (value) => typeof value === 'string' && !isSafeImage(value),
  style: (value) => typeof value === 'string' && /[:;(]/.test(value),
  color: (value) => typeof value === 'string' && !isColour(value),
  background: (value) => typeof value === 'string' && !isColour(value),
  backgroundColor: (value) => typeof value === 'string' && !isColour(value),
  panelColor: (value) => typeof value === 'string' && !isColour(value),
};

/** True when JSON of unknown meaning has an unsafe link, style or colour under this name. */
export function isUnsafe(name: string, value: unknown): boolean {
  return value !== null && Object.hasOwn(unsafeByKey, name) && unsafeByKey[name]?.(value) === true;
}

/** The way to the first unsafe link, style or colour inside JSON of unknown meaning. */
export function unsafePart(value: unknown): (string | number)[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    if (typeof key === 'string' && isUnsafe(key, item)) return [key];
    const inside = unsafePart(item);
    if (inside) return [key, ...inside];
  }
  return undefined;
}
