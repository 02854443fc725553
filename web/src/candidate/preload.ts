import type { QueryClient } from '@tanstack/solid-query';
import { likelyZone } from '../zones/zone-choice.ts';
import { firstSlotsQuery, interviewQuery } from './candidate.queries.ts';

/** Asks for the interview and its first times in one request, before anything is drawn. */
export function preloadInterview(queries: QueryClient, interviewId: string): void {
  void queries.prefetchQuery(interviewQuery(interviewId));
  // For an interview that is no longer open this is refused, which costs nothing and is not shown.
  const zone = likelyZone();
  if (zone !== null) void queries.prefetchQuery(firstSlotsQuery(interviewId, zone));
}
