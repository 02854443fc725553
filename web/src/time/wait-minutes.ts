/** How long to wait, in minutes that have passed for sure: nobody counts the seconds of an hour. */
export function waitMinutes({ retryAfterSeconds }: { readonly retryAfterSeconds: number }): number {
  return Math.ceil(retryAfterSeconds / 60);
}
