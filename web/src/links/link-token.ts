/**
 * Takes the token out of the address, where it must not stay: the history, a screenshot or a shared tab would carry it
 * on. Null when there is none.
 */
export function takeToken(): string | null {
  const { hash, pathname, search } = window.location;
  if (pathname !== '/i' && pathname !== '/i/') return null;
  if (hash.length < 2) return null;
  window.history.replaceState(window.history.state, '', pathname + search);
  return hash.slice(1);
}
