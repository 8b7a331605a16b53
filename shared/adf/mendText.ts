import { isObject } from './checks.ts';
import { brokenText, joinPath, splitCharacter } from './limits.ts';

/** A copy whose texts can be stored: half characters become U+FFFD, U+2029 in text the line separator, and names like `__proto__` go. */
export function mendText(
  value: unknown,
  path: string,
  note: (path: string, what: string) => void,
): unknown {
  if (typeof value === 'string') return mendString(value, path, note);
  if (Array.isArray(value)) {
    return value.map((item, index) => mendText(item, joinPath(path, index), note));
  }
  if (!isObject(value)) return value;
  const mended: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const at = joinPath(path, key);
    if (key === '__proto__' || brokenText.test(key)) {
      note(at, 'left out: its name cannot be stored');
      continue;
    }
    const split = key === 'text' && value.type === 'text' && typeof item === 'string';
    if (split && item.includes(splitCharacter)) note(at, 'U+2029 replaced by a line separator');
    mended[key] = mendText(split ? item.replaceAll(splitCharacter, '\u2028') : item, at, note);
  }
  return mended;
}

function mendString(
  text: string,
  path: string,
  note: (path: string, what: string) => void,
): string {
  if (!brokenText.test(text)) return text;
  note(path, 'half a character replaced by U+FFFD');
  return text.replaceAll(new RegExp(brokenText, 'g'), '\uFFFD');
}
