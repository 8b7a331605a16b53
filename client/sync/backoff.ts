const firstMs = 250;
const lastMs = 15_000;

/** Waits that double up to a bound, each drawn at random from its upper half, so that clients do not come back in step. */
export function createBackoff(random: () => number = Math.random) {
  let failures = 0;
  return {
    next(): number {
      const longest = Math.min(lastMs, firstMs * 2 ** failures);
      failures += 1;
      return Math.round(longest * (0.5 + random() / 2));
    },
    reset(): void {
      failures = 0;
    },
  };
}
