import { type Accessor, createSignal, onCleanup } from 'solid-js';

const tickMs = 15_000;

/** The present instant in epoch milliseconds, by the server's clock: `skew` is how far ours is behind it. */
export function createNow(skew: Accessor<number>): Accessor<number> {
  const [own, setOwn] = createSignal(Date.now());
  const timer = setInterval(() => setOwn(Date.now()), tickMs);
  onCleanup(() => clearInterval(timer));
  return () => own() + skew();
}
