/**
 * What a record may hold: null, booleans, numbers, strings, Dates, bytes, and arrays, Maps with string keys and plain
 * objects of these. Both databases give exactly that back.
 */
const loneSurrogate = /\p{Surrogate}/u;

/**
 * A deep copy that shares nothing with its source. Absent and undefined are the same; null is a value. Bytes come back as
 * `Uint8Array`, whatever view of bytes went in.
 */
export function plainCopy<T>(value: T): T {
  return copy(value, '') as T;
}

function copy(value: unknown, path: string): unknown {
  switch (typeof value) {
    case 'string':
      // Half a surrogate pair has no UTF-8 form: stored as it is, it would come back as something else than its index says.
      return loneSurrogate.test(value) ? Buffer.from(value).toString() : value;
    case 'number':
      return value === 0 ? 0 : value;
    case 'boolean':
      return value;
    case 'object':
      return value === null ? null : copyObject(value, path);
    default:
      throw new TypeError(`A record cannot hold a ${typeof value} (at ${path || 'its top'}).`);
  }
}

function copyObject(value: object, path: string): unknown {
  if (Array.isArray(value)) return value.map((item, i) => copy(item ?? null, `${path}[${i}]`));
  if (value instanceof Date) return copyDate(value, path);
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (value instanceof Map) {
    return new Map([...value].map(([key, item]) => [mapKey(key, path), copy(item ?? null, path)]));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`A record holds plain values only (at ${path || 'its top'}).`);
  }
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') throw new TypeError('A record cannot have a field named __proto__.');
    if (item !== undefined) result[key] = copy(item, path === '' ? key : `${path}.${key}`);
  }
  return result;
}

function copyDate(value: Date, path: string): Date {
  if (Number.isNaN(value.getTime()))
    throw new TypeError(`A record cannot hold an invalid Date (at ${path}).`);
  return new Date(value.getTime());
}

function mapKey(key: unknown, path: string): string {
  if (typeof key !== 'string') throw new TypeError(`A Map's keys are strings (at ${path}).`);
  return key;
}
