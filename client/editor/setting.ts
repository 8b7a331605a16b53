import type { Side } from '@shared/audience';
import type { Mode } from '@shared/protocol/modes';

/** Somebody whom a document can name: in a mention, a cursor or a suggestion. */
export interface EditorPerson {
  id: string;
  name: string;
  side: Side;
}

/**
 * What the editor knows of its surroundings. Each is asked when needed, so that a new language, mode or person needs no new view.
 */
export interface EditorSetting {
  /** A sentence of the `editor` namespace in the reader's language. */
  say(key: string, values?: Record<string, string | number>): string;
  language(): string;
  mode(): Mode;
  people(): readonly EditorPerson[];
  personId: string;
}

export function personIn(setting: EditorSetting, id: string): EditorPerson | undefined {
  return setting.people().find((person) => person.id === id);
}

/** True when the reader's mode lets them change text, directly or as a suggestion. */
export function mayWrite(setting: EditorSetting): boolean {
  const mode = setting.mode();
  return mode === 'edit' || mode === 'suggest';
}
