import { ProviderError } from '../providers/provider.ts';
import type { Owner } from './fair-line.ts';

const megabyte = 1_000_000;
/** Of one look at one connection: a large calendar has five. */
const mostOfLook = 40 * megabyte;
/** Held at once. */
const mostOfPerson = 60 * megabyte;
const mostOfCompany = 120 * megabyte;
const mostOfAll = 240 * megabyte;

/** How much of what strangers send is in memory, and whose: no company fills it for all. */
export function createByteShares() {
  const held = new Map<string, number>();
  const add = (key: string, bytes: number) => {
    const now = (held.get(key) ?? 0) + bytes;
    if (now === 0) held.delete(key);
    else held.set(key, now);
  };

  return {
    /** Of one look. What it has taken is counted until its end. */
    begin({ tenantId, personId }: Owner) {
      const shares = [
        [`${tenantId} ${personId}`, mostOfPerson],
        [tenantId, mostOfCompany],
        ['', mostOfAll],
      ] as const;
      let taken = 0;
      return {
        /** Throws `ProviderError`, `too_large` where one look brings too much. */
        take(bytes: number): void {
          if (taken + bytes > mostOfLook) throw new ProviderError('too_large');
          if (shares.some(([key, most]) => (held.get(key) ?? 0) + bytes > most)) throw new ProviderError('retryable');
          taken += bytes;
          for (const [key] of shares) add(key, bytes);
        },
        end(): void {
          for (const [key] of shares) add(key, -taken);
          taken = 0;
        },
      };
    },
  };
}
