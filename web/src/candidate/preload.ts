import type { QueryClient } from '@tanstack/solid-query';
import { likelyZone } from '../zones/zone-choice.ts';
import { firstSlotsQuery, interviewQuery } from './candidate.queries.ts';

/** Asks for the interview and its first times, before anything is drawn; over when the times are here. */
export async function preloadInterview(queries: QueryClient, interviewId: string): Promise<void> {
  void queries.prefetchQuery(interviewQuery(interviewId));
  // For an interview that is no longer open this is refused, which costs nothing and is not shown.
  const zone = likelyZone();
  if (zone !== null) await queries.prefetchQuery(firstSlotsQuery(interviewId, zone));
}
