/** A card of the margin: where its passage begins, and how tall it is. */
export interface MarginItem {
  id: string;
  wanted: number;
  height: number;
}

/**
 * Where each card stands: in the order given, none over another, as near to its passage as that allows. The active card stands
 * exactly at its passage, and the others make room, unless there is no room above it.
 */
export function marginLayout(
  items: readonly MarginItem[],
  active: string | null,
  gap: number,
): Map<string, number> {
  const tops = items.map(({ wanted }) => Math.max(0, wanted));
  const height = (index: number) => items[index]?.height ?? 0;
  const top = (index: number) => tops[index] ?? 0;
  const pinned = items.findIndex(({ id }) => id === active);

  pushDown(0);
  if (pinned > 0) {
    tops[pinned] = Math.max(0, items[pinned]?.wanted ?? 0);
    for (let index = pinned - 1; index >= 0; index -= 1) {
      tops[index] = Math.min(top(index), top(index + 1) - gap - height(index));
    }
    // What would stand above the page pushes everything down again.
    if (top(0) < 0) tops[0] = 0;
    for (let index = pinned + 1; index < items.length; index += 1) {
      tops[index] = Math.max(0, items[index]?.wanted ?? 0);
    }
    pushDown(0);
  }

  function pushDown(from: number): void {
    for (let index = from + 1; index < items.length; index += 1) {
      tops[index] = Math.max(top(index), top(index - 1) + height(index - 1) + gap);
    }
  }

  return new Map(items.map(({ id }, index) => [id, top(index)]));
}
