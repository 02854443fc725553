import { type Component, lazy, Suspense } from 'solid-js';

/**
 * A component whose code is fetched when it is first drawn, or by `preload`, with its own boundary. There is no
 * boundary above the pages: one above a query that began with cached data would swap the whole page for its fallback
 * at each refetch, and the focus with it.
 */
export function lazyPart(load: () => Promise<Component>) {
  const Part = lazy(async () => ({ default: await load() }));
  const Bounded = () => (
    <Suspense fallback={<div class="bone bone-card late" />}>
      <Part />
    </Suspense>
  );
  return Object.assign(Bounded, { preload: () => void Part.preload() });
}
