import { isObject } from './checks.ts';
import { fullSchema, resolved, type JsonSchema } from './fullSchema.ts';
import { joinPath, type Fault } from './limits.ts';

/**
 * Says where and why a value does not fit ADF's schema, in words for people. A validator can only say that none of thirty alternatives
 * matched; this follows the alternative that the value's own `type` means, and of several the one that got furthest.
 */
export function explain(value: unknown): Fault | undefined {
  return faultIn(value, fullSchema, '');
}

function faultIn(value: unknown, given: JsonSchema, path: string): Fault | undefined {
  const schema = resolved(given);
  for (const part of schema.allOf ?? []) {
    const fault = faultIn(value, part, path);
    if (fault) return fault;
  }
  if (schema.anyOf) {
    const fault = faultInAny(value, schema.anyOf, path);
    if (fault) return fault;
  }
  const reason = ownFault(value, schema);
  if (reason) return { path, reason };
  if (isObject(value)) return faultInObject(value, schema, path);
  if (Array.isArray(value)) return faultInList(value, schema, path);
  return undefined;
}

const typeTests: Record<string, (value: unknown) => boolean> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
};

function ownFault(value: unknown, schema: JsonSchema): string | undefined {
  if (schema.type && !typeTests[schema.type]?.(value)) return `must be ${article(schema.type)}`;
  if (schema.enum && !schema.enum.includes(value)) {
    return `must be ${schema.enum.map((item) => JSON.stringify(item)).join(' or ')}`;
  }
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum)
      return `must be at least ${schema.minimum}`;
    if (schema.maximum !== undefined && value > schema.maximum)
      return `must be at most ${schema.maximum}`;
  }
  if (typeof value === 'string') {
    if (schema.minLength !== undefined && value.length < schema.minLength)
      return 'must not be empty';
    if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value))
      return `must match ${schema.pattern}`;
  }
  return undefined;
}

function faultInObject(
  value: Record<string, unknown>,
  schema: JsonSchema,
  path: string,
): Fault | undefined {
  const properties = schema.properties ?? {};
  const missing = schema.required?.find((name) => !Object.hasOwn(value, name));
  if (missing) return { path, reason: `must have "${missing}"` };
  for (const [name, item] of Object.entries(value)) {
    const at = joinPath(path, name);
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!property) {
      if (schema.additionalProperties === false) return { path: at, reason: 'must not be there' };
      continue;
    }
    const fault = faultIn(item, property, at);
    if (fault) return fault;
  }
  return undefined;
}

function faultInList(value: unknown[], schema: JsonSchema, path: string): Fault | undefined {
  const { items, minItems = 0, maxItems = Infinity } = schema;
  for (const [index, item] of value.entries()) {
    const at = joinPath(path, index);
    if (index >= maxItems) return { path: at, reason: `must not be there: ${count(maxItems)}` };
    const rule = Array.isArray(items) ? items[index] : items;
    const fault = rule && faultIn(item, rule, at);
    if (fault) return fault;
  }
  if (value.length < minItems) return { path, reason: `must have at least ${minItems} of them` };
  return undefined;
}

function faultInAny(
  value: unknown,
  alternatives: readonly JsonSchema[],
  path: string,
): Fault | undefined {
  const flat = flattened(alternatives);
  const type = isObject(value) ? value.type : undefined;
  const meant = flat.filter(({ types }) => types?.includes(type) ?? true);
  if (meant.length === 0)
    return { path: isObject(value) ? joinPath(path, 'type') : path, reason: misplaced(type) };
  let furthest: Fault | undefined;
  for (const { schema } of meant) {
    const fault = faultIn(value, schema, path);
    if (!fault) return undefined;
    if (!furthest || fault.path.length > furthest.path.length) furthest = fault;
  }
  return furthest;
}

const flatLists = new WeakMap<
  readonly JsonSchema[],
  { schema: JsonSchema; types: unknown[] | undefined }[]
>();

/** The alternatives with those of their alternatives, and which types each is about. */
function flattened(alternatives: readonly JsonSchema[]) {
  const known = flatLists.get(alternatives);
  if (known) return known;
  const flat = alternatives.flatMap(flatten).map((schema) => ({ schema, types: typesOf(schema) }));
  flatLists.set(alternatives, flat);
  return flat;
}

function flatten(given: JsonSchema): JsonSchema[] {
  const schema = resolved(given);
  return schema.anyOf && !schema.properties ? schema.anyOf.flatMap(flatten) : [schema];
}

/** The values of `type` that a schema is about; undefined when it is about any. */
function typesOf(given: JsonSchema): unknown[] | undefined {
  const schema = resolved(given);
  const own = schema.properties?.type?.enum;
  return own ?? schema.allOf?.map(typesOf).find((types) => types !== undefined);
}

function misplaced(type: unknown): string {
  return typeof type === 'string'
    ? `"${type}" cannot stand here`
    : 'must have a type that is known here';
}

function article(type: string): string {
  const names: Record<string, string> = {
    string: 'text',
    array: 'a list',
    boolean: 'true or false',
  };
  return names[type] ?? `${type === 'object' ? 'an' : 'a'} ${type}`;
}

function count(items: number): string {
  if (items === 0) return 'none may stand here';
  return items === 1 ? 'only one may stand here' : `no more than ${items} may stand here`;
}
