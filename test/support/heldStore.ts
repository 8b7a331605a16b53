/** A document store whose appends a test holds back or makes fail; everything else goes through to the real one. */
import type { DocumentStore, JournalRecord } from '@server/db/documentStore';

export interface HeldStore {
  /** The wrapped store, to be given to the server. */
  wrap(store: DocumentStore): DocumentStore;
  /** From now on appends wait. */
  hold(): void;
  /** Lets what waits through, and everything after it. */
  release(): void;
  /** From now on appends fail with this; null: no longer. */
  fail(error: Error | null): void;
  /** How many appends wait now. */
  readonly waiting: number;
  /** What each append was given, in order. */
  readonly appends: JournalRecord[][];
}

export function heldStore(): HeldStore {
  let held: (() => void)[] | null = null;
  let failure: Error | null = null;
  const appends: JournalRecord[][] = [];
  return {
    wrap: (store) =>
      new Proxy(store, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function') return value;
          if (name !== 'append') return value.bind(target) as unknown;
          return async (records: Parameters<DocumentStore['append']>[0]) => {
            appends.push(records.map(({ record }) => record));
            if (held) await new Promise<void>((resolve) => held!.push(resolve));
            if (failure) throw failure;
            return target.append(records);
          };
        },
      }),
    hold: () => void (held ??= []),
    release() {
      const waiting = held ?? [];
      held = null;
      for (const go of waiting) go();
    },
    fail: (error) => void (failure = error),
    get waiting() {
      return held?.length ?? 0;
    },
    appends,
  };
}
