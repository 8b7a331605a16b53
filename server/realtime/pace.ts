/** A token bucket: how many more may pass now. Fills at `perSecond`, holds one second's worth. */
export function createPace(perSecond: number, now: () => number) {
  let tokens = perSecond;
  let filledAt = now();
  const fill = () => {
    const at = now();
    tokens = Math.min(perSecond, tokens + ((at - filledAt) / 1000) * perSecond);
    filledAt = at;
  };
  return {
    /** True when one more may pass, which it then has. */
    pass(): boolean {
      fill();
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    /** Milliseconds until the next one may pass. */
    waitMs(): number {
      fill();
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000);
    },
  };
}

export type Pace = ReturnType<typeof createPace>;
