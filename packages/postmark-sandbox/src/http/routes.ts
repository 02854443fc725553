import type { Incoming } from './incoming.ts';
import type { Reply } from './reply.ts';

export interface Route {
  readonly method: string;
  /** Matched against the whole lower-case path; groups become `params`. */
  readonly path: RegExp;
  readonly handle: (incoming: Incoming, params: readonly string[]) => Reply | Promise<Reply>;
}

/** Makes a route from a path with `*` for one segment, such as `/bounces/*\/activate`. */
export function route(method: string, path: string, handle: Route['handle']): Route {
  const pattern = path.replaceAll(/[.]/g, '\\.').replaceAll('*', '([^/]+)');
  return { method, path: new RegExp(`^${pattern}$`), handle };
}

/** Finds the first route for a request, with the decoded segments it captured. */
export function findRoute(routes: readonly Route[], incoming: Incoming): { route: Route; params: string[] } | null {
  for (const candidate of routes) {
    if (candidate.method !== incoming.method) continue;
    const match = candidate.path.exec(incoming.path);
    if (match) return { route: candidate, params: match.slice(1).map(decode) };
  }
  return null;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
