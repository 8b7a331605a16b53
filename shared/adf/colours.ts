const hex = /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const rgb = /^rgba?\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*(?:,\s*(?:0|1|0?\.\d{1,4}))?\s*\)$/i;
const named = /^[a-z]{3,24}(?: [a-z]{3,24})?$/i;

/** True for a colour as #hex, rgb() or a plain name; never for anything that could be more CSS than one colour. */
export function isColour(value: string): boolean {
  return hex.test(value) || rgb.test(value) || named.test(value);
}
