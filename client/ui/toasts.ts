export interface Toast {
  id: number;
  text: string;
  /** Takes back what was done. */
  undo?: () => void;
}

/** The one message in view; a newer one takes its place. */
export interface Toasts {
  show(text: string, undo?: () => void): void;
  dismiss(id: number): void;
  current(): Toast | null;
  subscribe(listener: () => void): () => void;
}

export function createToasts(): Toasts {
  let toast: Toast | null = null;
  let shown = 0;
  const listeners = new Set<() => void>();
  const set = (next: Toast | null) => {
    toast = next;
    for (const listener of listeners) listener();
  };
  return {
    show: (text, undo) => set({ id: ++shown, text, ...(undo ? { undo } : {}) }),
    // An old message's clock must not take away a newer one.
    dismiss: (id) => toast?.id === id && set(null),
    current: () => toast,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
