/** How long something may take, counted from now. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** Ends after half of what is left. */
  half(): AbortSignal;
}

export function timeLimit(ms: number): TimeLimit {
  const endsAt = performance.now() + ms;
  return {
    signal: AbortSignal.timeout(ms),
    half: () => AbortSignal.timeout(Math.max(0, Math.round((endsAt - performance.now()) / 2))),
  };
}
