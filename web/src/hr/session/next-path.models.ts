const loginPath = '/hr/login';
const startPath = '/hr';

/** Where to sign in, remembering the page that was asked for. */
export function loginPathFrom(asked: string): string {
  const next = safeNext(asked);
  return next === startPath ? loginPath : `${loginPath}?next=${encodeURIComponent(next)}`;
}

/** The page to go to after sign-in: inside the console only, whatever the address says. */
export function safeNext(wished: string | undefined): string {
  if (wished === undefined || !/^\/hr(?:\/[a-z]|\?|$)/.test(wished) || wished.startsWith(loginPath)) return startPath;
  return wished;
}
