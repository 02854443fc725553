/** What the mail of one guest showed at an instant: it arrives, or their address gets nothing more. */
export interface Reach {
  readonly arrives: boolean;
  readonly at: Date;
  /** Which of their addresses it went to; absent where that was not kept. */
  readonly addressRev?: number | undefined;
}

/** Matches only a guest who still has that address. */
export function reachedAddress({ addressRev }: Reach) {
  if (addressRev === undefined) return {};
  return { addressRev: addressRev === 0 ? null : addressRev };
}

/** The update of `suppressedAt`: mail that arrived says nothing about an address that was shut out since. */
export function reachUpdate({ arrives, at }: Reach) {
  const isShutSince = { $gte: ['$suppressedAt', at] };
  const after = arrives ? { $cond: [isShutSince, '$suppressedAt', null] } : { $max: ['$suppressedAt', at] };
  return [{ $set: { suppressedAt: after } }];
}
