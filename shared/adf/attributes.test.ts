import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markAttributes, nodeAttributes, type AttributeRules } from './attributes.ts';
import { marksInPlace } from './contextMarks.ts';
import { fullSchema, resolved, type JsonSchema } from './fullSchema.ts';
import { blockMarks, leafMarks, textMarks } from './marks.ts';

const definitions = Object.entries(fullSchema.definitions);
const typeOf = (schema: JsonSchema) => schema.properties?.type?.enum?.[0] as string | undefined;

/** Every attribute that ADF's schema gives a type, with all that it says about it. */
function attributesBySchema(suffix: string): Map<string, Map<string, JsonSchema[]>> {
  const found = new Map<string, Map<string, JsonSchema[]>>();
  for (const [name, schema] of definitions) {
    const type = typeOf(schema);
    if (!name.endsWith(suffix) || !type) continue;
    const attributes = found.get(type) ?? new Map<string, JsonSchema[]>();
    found.set(type, attributes);
    const attrs = schema.properties?.attrs;
    for (const variant of attrs?.anyOf ?? (attrs ? [attrs] : [])) {
      for (const [attribute, rule] of Object.entries(variant.properties ?? {})) {
        attributes.set(attribute, [...(attributes.get(attribute) ?? []), rule]);
      }
    }
  }
  return found;
}

function expectSame(types: Readonly<Record<string, AttributeRules>>, suffix: string): void {
  const ours = Object.entries(types)
    .filter(([type]) => !type.startsWith('unsupported'))
    .map(([type, rules]) => [type, Object.keys(rules).sort()]);
  const theirs = [...attributesBySchema(suffix)].map(([type, rules]) => [
    type,
    [...rules.keys()].sort(),
  ]);
  expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
}

describe('The attributes', () => {
  it('are those of ADF, for every node and every mark', () => {
    expectSame(nodeAttributes, '_node');
    expectSame(markAttributes, '_mark');
  });

  it('take no value that ADF refuses', () => {
    const probes = fc.oneof(
      fc.constantFrom<unknown>(
        '',
        'wide',
        'center',
        'TODO',
        'red',
        '#123456',
        '#12345678',
        0,
        1,
        -1,
        3,
        101,
        true,
        [],
        ['a'],
        [3],
        {},
      ),
      fc.string(),
      fc.double({ noNaN: true }),
    );
    const rules = [...attributesBySchema('_node')].flatMap(([type, attributes]) =>
      [...attributes].map(([name, schemas]) => ({ type, name, schemas })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...rules), probes, ({ type, name, schemas }, value) => {
        const ours = nodeAttributes[type]?.[name]?.check(value) === undefined;
        if (ours && !(type === 'status' && name === 'text')) {
          expect([type, name, schemas.some((schema) => accepts(schema, value))]).toEqual([
            type,
            name,
            true,
          ]);
        }
      }),
      { numRuns: 5000 },
    );
  });
});

function accepts(given: JsonSchema, value: unknown): boolean {
  const schema = resolved(given);
  if (schema.enum) return schema.enum.includes(value);
  if (schema.type === 'string') {
    return (
      typeof value === 'string' &&
      value.length >= (schema.minLength ?? 0) &&
      (!schema.pattern || new RegExp(schema.pattern, 'u').test(value))
    );
  }
  if (schema.type === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    return typeof value === 'number' && value >= minimum && value <= maximum;
  }
  if (schema.type === 'array') return Array.isArray(value);
  return schema.type === undefined || typeof value === schema.type;
}

/** By parent and child type, the sets of marks that ADF's schema lets stand together. */
function marksBySchema(): Map<string, Set<string>[]> {
  const found = new Map<string, Set<string>[]>();
  for (const [, schema] of definitions) {
    const parent = typeOf(schema);
    const items = schema.properties?.content && resolved(schema.properties.content).items;
    if (!parent || !items) continue;
    for (const child of [items].flat().flatMap(flatten)) {
      const type =
        typeOf(child) ?? child.allOf?.map((part) => typeOf(resolved(part))).find(Boolean);
      const key = `${parent} ${type}`;
      const marks = marksOf(child);
      if (marks) found.set(key, [...(found.get(key) ?? []), marks]);
    }
  }
  return found;
}

function flatten(given: JsonSchema): JsonSchema[] {
  const schema = resolved(given);
  return schema.anyOf && !schema.properties ? schema.anyOf.flatMap(flatten) : [schema];
}

/** The marks that may stand on a node; null when ADF's schema leaves them open. */
function marksOf(schema: JsonSchema): Set<string> | null {
  const holders = [schema, ...(schema.allOf ?? []).map(resolved)].map(
    (part) => part.properties?.marks,
  );
  const said = holders.filter((marks) => marks !== undefined);
  const narrow = said.find((marks) => marks.maxItems === 0 || marks.items);
  if (said.length > 0 && !narrow) return null;
  const items = narrow?.items ? [narrow.items].flat().flatMap(flatten) : [];
  return new Set(items.map((mark) => typeOf(mark) as string));
}

describe('Marks', () => {
  const placed = ['paragraph', 'heading', 'codeBlock', 'expand'];
  const everywhere = marksBySchema();

  it('stand on blocks where ADF lets them, and nowhere else', () => {
    for (const [key, sets] of everywhere) {
      const [parent = '', child = ''] = key.split(' ');
      const known = blockMarks[child] ?? [];
      if (!placed.includes(child)) continue;
      for (const set of sets) {
        const allowed = marksInPlace(parent, child, [...set]);
        expect([key, [...set].filter((mark) => !allowed(mark))]).toEqual([key, []]);
      }
      for (const types of [[], ...known.map((mark) => [mark]), known]) {
        const allowed = known.filter(marksInPlace(parent, child, types));
        const fits = sets.some((set) => allowed.every((mark) => set.has(mark)));
        expect([key, types, allowed, fits]).toEqual([key, types, allowed, true]);
      }
    }
  });

  it('are allowed on the blocks, text and leaves that ADF names', () => {
    const union = (types: (type: string) => boolean) => {
      const found: Record<string, string[]> = {};
      for (const [key, sets] of everywhere) {
        const child = key.split(' ')[1] ?? '';
        const marks = [...new Set(sets.flatMap((set) => [...set]))];
        if (types(child) && marks.length > 0) {
          found[child] = [...new Set([...(found[child] ?? []), ...marks])].sort();
        }
      }
      return found;
    };
    const sorted = (table: Readonly<Record<string, readonly string[]>>) =>
      Object.fromEntries(Object.entries(table).map(([type, marks]) => [type, [...marks].sort()]));
    const inline = new Set(['text', ...Object.keys(leafMarks)]);
    expect(union((type) => !inline.has(type))).toEqual(sorted(blockMarks));
    expect(union((type) => inline.has(type))).toEqual(sorted({ ...leafMarks, text: textMarks }));
  });
});
