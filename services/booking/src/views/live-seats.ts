import { refuse } from '../runtime/refused.ts';

/** Streams one browser may keep open; the page whose stream is closed for a sixth asks from time to time instead. */
const perBrowser = 5;
/** Streams of one process: each costs a socket and its buffers. Beyond that pages ask from time to time. */
const inAll = 2_000;

export function createLiveSeats(limits = { perBrowser, inAll }) {
  const taken = new Map<string, Set<AbortController>>();
  let count = 0;

  function leave(browser: string, seat: AbortController): void {
    const seats = taken.get(browser);
    if (!seats?.delete(seat)) return;
    count -= 1;
    if (seats.size === 0) taken.delete(browser);
  }

  return {
    /**
     * A place for one more stream of a browser, which closes its oldest when it has as many as it may. Refuses
     * `unavailable` when the process has no more. The signal tells when to end; `leave` must be called then.
     */
    take(browser: string): { readonly signal: AbortSignal; leave(): void } {
      const seats = taken.get(browser) ?? new Set();
      const [oldest] = seats;
      if (seats.size >= limits.perBrowser && oldest) {
        leave(browser, oldest);
        oldest.abort();
      } else if (count >= limits.inAll) {
        refuse({ code: 'unavailable', retryAfterSeconds: 30 });
      }
      const seat = new AbortController();
      taken.set(browser, seats.add(seat));
      count += 1;
      return { signal: seat.signal, leave: () => leave(browser, seat) };
    },

    /** Ends every stream, as their pages are told. */
    close(): void {
      for (const seats of taken.values()) for (const seat of seats) seat.abort();
    },
  };
}

export type LiveSeats = ReturnType<typeof createLiveSeats>;
