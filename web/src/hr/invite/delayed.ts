import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';

/** A value once it has stood still for so long, so that nothing is asked for each letter. */
export function createDelayed<Value>(source: Accessor<Value>, waitMs: number): Accessor<Value> {
  const [value, setValue] = createSignal<Value>(source());
  createEffect(() => {
    const next = source();
    const timer = setTimeout(() => setValue(() => next), waitMs);
    onCleanup(() => clearTimeout(timer));
  });
  return value;
}
