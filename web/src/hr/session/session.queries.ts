import type { AppRouter } from '@interlude/booking/router';
import { QueryCache, QueryClient, queryOptions } from '@tanstack/solid-query';
import type { inferRouterOutputs } from '@trpc/server';
import { isPassing, refusalOf } from '../../api.ts';
import { api } from './staff-api.ts';

export type HrAnswers = inferRouterOutputs<AppRouter>;
export type Me = HrAnswers['staff']['me'];
export type StaffPermission = Me['permissions'][number];

const meKey = ['staff', 'me'] as const;
const freshMs = 60_000;
const retries = 2;

export function meQuery() {
  return queryOptions({
    queryKey: meKey,
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        return await api.staff.me.query(undefined, { signal });
      } catch (error) {
        if (isSignedOut(error)) return null;
        throw error;
      }
    },
    staleTime: freshMs,
  });
}

export function isSignedOut(error: unknown): boolean {
  return refusalOf(error)?.code === 'not_signed_in';
}

/** The console's own answers, apart from the candidate's: any answer "not signed in" ends the session here too. */
export function createHrQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => isSignedOut(error) && endSession(queries) }),
    defaultOptions: {
      queries: { retry: (count, error) => count < retries && isPassing(error), throwOnError: false },
    },
  });
  return queries;
}

/** Shows the sign-in form; what was read stays until somebody signs in, so that nothing flickers on the way. */
export function endSession(queries: QueryClient): void {
  queries.setQueryData(meKey, null);
}

/** Forgets what another person may have read, and asks who is signed in now. */
export async function beginSession(queries: QueryClient): Promise<void> {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] });
  await queries.refetchQueries({ queryKey: meKey });
}
