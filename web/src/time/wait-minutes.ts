/** Minutes to wait, rounded up. */
export function waitMinutes({ retryAfterSeconds }: { readonly retryAfterSeconds: number }): number {
  return Math.ceil(retryAfterSeconds / 60);
}
