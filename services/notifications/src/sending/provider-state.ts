export type ProviderState = ReturnType<typeof createProviderState>;

/** Whether the provider takes mail from our account, by what it last answered; for readiness. */
export function createProviderState() {
  let barredBecause: string | null = null;
  return {
    /** A code, null while mail is taken or nothing was tried yet. */
    barredBecause: () => barredBecause,
    bar(because: string): void {
      barredBecause = because;
    },
    /** It looked at a mail, whatever it said of it. */
    allow(): void {
      barredBecause = null;
    },
  };
}
