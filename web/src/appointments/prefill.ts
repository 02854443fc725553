import { type Prefill, prefillOf } from './prefill.models.ts';

/** Takes what the fragment of the address suggests out of it, so that it stays in no history and is copied nowhere. */
export function takePrefill(): Prefill | null {
  const { hash, pathname, search } = window.location;
  const prefill = prefillOf(hash);
  if (prefill !== null) window.history.replaceState(window.history.state, '', pathname + search);
  return prefill;
}
