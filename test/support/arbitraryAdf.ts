import * as fc from 'fast-check';
import type { AdfDocument } from '@shared/adf/adf';
import { fullSchema, resolved, type JsonSchema } from '@shared/adf/fullSchema';

const deepest = 7;

const safeLinks = fc.constantFrom(
  'https://example.com/a?b=c#d',
  'http://example.org',
  'mailto:ada@example.com',
  'tel:+33199000000',
  '/relative/path',
  '#anchor',
  '',
);

const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !text.includes('\u2029'));

/** Values that ADF's schema leaves open but that we judge by meaning. */
const byName: Record<string, fc.Arbitrary<unknown>> = {
  href: safeLinks,
  url: safeLinks,
  panelColor: fc.constantFrom('#deebff', '#abc', 'red'),
  background: fc.constantFrom('#e3fcef', 'light gray', 'rgb(1, 2, 3)'),
};

const anything = fc
  .jsonValue({ maxDepth: 2 })
  .filter(
    (value) =>
      !/__proto__|"(?:href|url|src|style|color|background\w*|panelColor)"/.test(
        JSON.stringify(value),
      ),
  )
  // JSON has no -0, and canonical JSON writes it as 0.
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);

const heights = new Map<JsonSchema, number>();

/** How many levels of nodes a value of this schema needs at least. */
function height(given: JsonSchema, open: ReadonlySet<JsonSchema> = new Set()): number {
  const schema = resolved(given);
  const known = heights.get(schema);
  if (known !== undefined) return known;
  if (open.has(schema)) return Infinity;
  const inside = new Set(open).add(schema);
  const least = (schemas: readonly JsonSchema[]) =>
    Math.min(...schemas.map((s) => height(s, inside)));
  const most = (schemas: readonly JsonSchema[]) =>
    Math.max(0, ...schemas.map((s) => height(s, inside)));
  const own = Math.max(
    schema.anyOf ? least(schema.anyOf) : 0,
    schema.allOf ? most(schema.allOf) : 0,
    most((schema.required ?? []).map((name) => schema.properties?.[name] ?? {})),
    schema.minItems ? 1 + most(itemsOf(schema).slice(0, schema.minItems)) : 0,
  );
  if (open.size === 0) heights.set(schema, own);
  return own;
}

function itemsOf(schema: JsonSchema): JsonSchema[] {
  if (!schema.items) return [];
  return Array.isArray(schema.items) ? schema.items : [schema.items];
}

const made = new Map<JsonSchema, Map<string, fc.Arbitrary<unknown>>>();

/** What makes values of a schema, made once for each depth, since most of it is the same everywhere. */
function valueOf(given: JsonSchema, name: string, depth: number): fc.Arbitrary<unknown> {
  const schema = resolved(given);
  const ofSchema = made.get(schema) ?? new Map<string, fc.Arbitrary<unknown>>();
  made.set(schema, ofSchema);
  const key = `${depth} ${name}`;
  const value = ofSchema.get(key) ?? makeValueOf(merged(schema), name, depth);
  ofSchema.set(key, value);
  return value;
}

function makeValueOf(schema: JsonSchema, name: string, depth: number): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.properties) return objectOf(schema, depth);
  if (schema.anyOf) return anyOf(schema.anyOf, name, depth);
  if (schema.type === 'array') return listOf(schema, name, depth);
  if (schema.type === 'string') return textOf(schema, name);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'number') return numberOf(schema);
  return anything;
}

/** `allOf` joins a node with narrower marks or content; what comes later is the narrower. */
function merged(schema: JsonSchema): JsonSchema {
  if (!schema.allOf) return schema;
  const parts = schema.allOf.map((part) => merged(resolved(part)));
  const properties = Object.assign({}, ...parts.map((part) => part.properties ?? {})) as Record<
    string,
    JsonSchema
  >;
  const closed = parts.filter((part) => part.additionalProperties === false);
  const kept = Object.entries(properties).filter(([name]) =>
    closed.every((part) => Object.hasOwn(part.properties ?? {}, name)),
  );
  return {
    ...(Object.assign({}, ...parts) as JsonSchema),
    properties: Object.fromEntries(kept),
    required: parts.flatMap((part) => part.required ?? []),
  };
}

function objectOf(schema: JsonSchema, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {}).filter(
    ([name, property]) => schema.required?.includes(name) || height(property) <= depth,
  );
  const outer = schema.anyOf ? anyOf(schema.anyOf, '', depth) : fc.constant({});
  const own = fc.record(
    Object.fromEntries(
      properties.map(([name, property]) => [name, valueOf(property, name, depth)]),
    ),
    { requiredKeys: (schema.required ?? []).filter((name) => schema.properties?.[name]) },
  );
  return fc.tuple(outer, own).map(([first, second]) => ({ ...(first as object), ...second }));
}

function anyOf(schemas: readonly JsonSchema[], name: string, depth: number): fc.Arbitrary<unknown> {
  const reachable = schemas.filter((schema) => height(schema) <= depth);
  return fc.oneof(...reachable.map((schema) => valueOf(schema, name, depth)));
}

function listOf(schema: JsonSchema, name: string, depth: number): fc.Arbitrary<unknown> {
  const { minItems = 0, maxItems = 3 } = schema;
  if (!schema.items)
    return maxItems === 0 ? fc.constant([]) : fc.array(anyMark(), { maxLength: 2 });
  if (Array.isArray(schema.items)) {
    const items = schema.items.map((item) => valueOf(item, name, depth - 1));
    return fc
      .tuple(fc.integer({ min: minItems, max: items.length }), fc.tuple(...items))
      .map(([length, all]) => all.slice(0, length));
  }
  const reachable = height(schema.items) < depth;
  const item =
    reachable || minItems > 0 ? valueOf(schema.items, name, depth - 1) : fc.constant(null);
  const max = reachable ? Math.max(minItems, Math.min(3, maxItems)) : minItems;
  return fc.array(item, { minLength: minItems, maxLength: max });
}

/** Where ADF lets stand any mark at all, one of those that it knows somewhere. */
function anyMark(): fc.Arbitrary<unknown> {
  const marks = Object.entries(fullSchema.definitions).filter(([name]) => name.endsWith('_mark'));
  return fc.oneof(...marks.map(([, schema]) => valueOf(schema, '', 1)));
}

function textOf(schema: JsonSchema, name: string): fc.Arbitrary<unknown> {
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern, 'u'));
  const meant = Object.hasOwn(byName, name) ? byName[name] : undefined;
  return meant ?? (schema.minLength ? words : fc.oneof(words, fc.constant('')));
}

function numberOf(schema: JsonSchema): fc.Arbitrary<number> {
  const { minimum: min = -1000, maximum: max = 5000 } = schema;
  return fc.oneof(
    fc.integer({ min: Math.ceil(min), max: Math.floor(max) }),
    fc.double({ min, max, noNaN: true }).map((value) => value + 0),
  );
}

/** Random valid documents: any that ADF's own JSON schema allows, down to its oddities. */
export const arbitraryAdf = valueOf(fullSchema, '', deepest) as fc.Arbitrary<AdfDocument>;
