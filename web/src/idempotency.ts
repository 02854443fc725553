/**
 * One key per intent: the same input gives the same key until `settled` says that it took effect, so that a retry after
 * a lost answer finds its own success instead of a conflict with itself.
 */
export function createIntent() {
  let present: { readonly print: string; readonly key: string } | null = null;
  return {
    keyFor(input: unknown): string {
      const print = JSON.stringify(input);
      if (present?.print !== print) present = { print, key: newKey() };
      return present.key;
    },
    settled(): void {
      present = null;
    },
  };
}

/** A key for a call that is its own intent each time. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
