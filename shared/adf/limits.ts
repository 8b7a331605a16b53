/** Bounds within which a document is looked at at all; nothing that people write comes near them. */
export const adfLimits = { depth: 400, values: 2_000_000 } as const;

// A half of a surrogate pair, which no encoding can carry.
export const brokenText = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Stands for a suggested split in stored text (PROTOCOL L11) and so cannot be a character of it. */
export const splitCharacter = '\u2029';

/** Why some JSON cannot be held, and where. */
export interface Fault {
  path: string;
  reason: string;
}

interface Step {
  value: unknown;
  parent: Step | null;
  key: string | number;
  depth: number;
}

/**
 * Looks over a value of any origin without recursion, so that no depth or size of it can harm: finds what no document may hold,
 * whatever its meaning. With `mendable` it finds only what `mendText` cannot mend.
 */
export function overLimits(value: unknown, mendable = false): Fault | undefined {
  const pending: Step[] = [{ value, parent: null, key: '', depth: 0 }];
  let seen = 0;
  for (let step = pending.pop(); step; step = pending.pop()) {
    seen += 1;
    const reason = boundFault(step, seen) ?? (mendable ? undefined : textFault(step));
    if (reason) return { path: pathTo(step), reason };
    if (typeof step.value !== 'object' || step.value === null) continue;
    const { value: holder, depth } = step;
    const entries = Array.isArray(holder) ? [...holder.entries()] : Object.entries(holder);
    // Last first, so that what is popped, and named when wrong, is the first in reading order.
    for (const [key, inner] of entries.toReversed()) {
      pending.push({ value: inner, parent: step, key, depth: depth + 1 });
    }
  }
  return undefined;
}

function boundFault({ value, depth }: Step, seen: number): string | undefined {
  if (depth > adfLimits.depth) return 'is nested too deeply';
  if (seen > adfLimits.values) return 'is too large';
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'must be a number';
  if (typeof value !== 'object') return 'must be a JSON value';
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === Object.prototype || prototype === null || Array.isArray(value);
  return plain ? undefined : 'must be a JSON value';
}

function textFault(step: Step): string | undefined {
  const { value, key } = step;
  if (key === '__proto__') return 'must not be there';
  if (typeof key === 'string' && brokenText.test(key)) return 'has a name with half a character';
  if (typeof value !== 'string') return undefined;
  if (brokenText.test(value)) return 'holds half a character';
  return key === 'text' && value.includes(splitCharacter) && isText(step)
    ? 'must not hold U+2029, the paragraph separator'
    : undefined;
}

function isText(step: Step): boolean {
  const holder = step.parent?.value;
  return (
    typeof holder === 'object' && holder !== null && 'type' in holder && holder.type === 'text'
  );
}

function pathTo(step: Step): string {
  const keys: (string | number)[] = [];
  for (let at: Step | null = step; at?.parent; at = at.parent) keys.push(at.key);
  return keys.reduceRight<string>(joinPath, '');
}

/** `content` + 3 → `content[3]`, `content[3]` + `attrs` → `content[3].attrs`. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path ? `${path}.${key}` : key;
}
