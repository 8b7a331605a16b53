import type { Messages } from './gather.ts';

/** The sentences of a language by `namespace:path.of.key`, for the tests that compare languages. */
export function flatten(messages: Messages): Map<string, string> {
  const sentences = new Map<string, string>();
  const walk = (path: string, separator: string, value: unknown) => {
    if (typeof value === 'string') sentences.set(path, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) walk(path + separator + key, '.', child);
    }
  };
  for (const [namespace, content] of Object.entries(messages)) walk(namespace, ':', content);
  return sentences;
}

/** The names of the values that a sentence takes, tags included. */
export function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)|<(\w+)>/g)].map((match) => match[1] ?? `<${match[2]}>`);
}

export interface KeyUse {
  key: string;
  /** The key is composed at run time: only its beginning stands in the source. */
  isPrefix: boolean;
  /** The namespaces that a key without one may come from. */
  namespaces: string[];
}

/** The keys that a source file asks the translator for. */
export function keysUsed(source: string): KeyUse[] {
  // Of a list only the first is looked at for a key without a namespace.
  const declared = [...source.matchAll(/useTranslation\(\s*\[?\s*['"]([\w-]+)['"]/g)].map(
    (match) => match[1]!,
  );
  const namespaces = declared.length > 0 ? declared : ['common'];
  const calls = [
    ...source.matchAll(/(?<![\w$])t\(\s*(['"`])((?:(?!\1)[^$])*)(\$\{)?/g),
    ...source.matchAll(/i18nKey=\{?(['"`])((?:(?!\1)[^$])*)(\$\{)?/g),
  ];
  return calls.map((match) => ({
    key: match[2]!,
    isPrefix: match[3] !== undefined,
    namespaces,
  }));
}
