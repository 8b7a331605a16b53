import canonicalize from 'canonicalize';

/** The one spelling of a JSON value by RFC 8785: equal values give equal texts, and equal texts equal hashes. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Not a JSON value.');
  return text;
}
