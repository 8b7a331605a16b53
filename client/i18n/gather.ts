export type Messages = Record<string, Record<string, unknown>>;

/** The namespaces of one language by the names of their files: `./fr/errors.json` becomes `errors`. */
export function gather(files: Record<string, Record<string, unknown>>): Messages {
  const messages: Messages = {};
  for (const [path, content] of Object.entries(files)) {
    messages[path.slice(path.lastIndexOf('/') + 1, -'.json'.length)] = content;
  }
  return messages;
}
