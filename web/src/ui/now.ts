import { type Accessor, createSignal, onCleanup } from 'solid-js';

const tickMs = 15_000;

/**
 * The present instant in epoch milliseconds, by the server's clock: `skew` is how far ours is behind it. Exact whenever
 * it is read; what shows it is drawn anew with each tick.
 */
export function createNow(skew: Accessor<number>): Accessor<number> {
  const [ticked, tick] = createSignal(undefined, { equals: false });
  const timer = setInterval(tick, tickMs);
  onCleanup(() => clearInterval(timer));
  return () => {
    ticked();
    return Date.now() + skew();
  };
}
