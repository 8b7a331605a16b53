import { describe, expect, it, vi } from 'vitest';
import { createToasts } from './toasts.ts';

describe('messages with undo', () => {
  it('show one at a time, the newest', () => {
    const toasts = createToasts();
    const listener = vi.fn();
    toasts.subscribe(listener);
    toasts.show('first');
    toasts.show('second');
    expect(toasts.current()?.text).toBe('second');
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('are not taken away by the clock of an older one', () => {
    const toasts = createToasts();
    toasts.show('first');
    const first = toasts.current()!;
    toasts.show('second');
    toasts.dismiss(first.id);
    expect(toasts.current()?.text).toBe('second');
    toasts.dismiss(toasts.current()!.id);
    expect(toasts.current()).toBeNull();
  });

  it('keep their way back with them', () => {
    const toasts = createToasts();
    const undo = vi.fn();
    toasts.show('done', undo);
    toasts.current()?.undo?.();
    expect(undo).toHaveBeenCalledOnce();
  });
});
