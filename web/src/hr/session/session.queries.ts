import type { AppRouter } from '@interlude/booking/router';
import { type Query, QueryCache, QueryClient, queryOptions } from '@tanstack/solid-query';
import type { inferRouterOutputs } from '@trpc/server';
import { createSignal } from 'solid-js';
import { isAskedAgain, refusalOf } from '../../api.ts';
import { api } from './staff-api.ts';

export type HrAnswers = inferRouterOutputs<AppRouter>;
export type Me = HrAnswers['staff']['me'];
export type StaffPermission = Me['permissions'][number];

const meKey = ['staff', 'me'] as const;
const freshMs = 60_000;

const [isLost, setLost] = createSignal(false);
/** Whether a session ended while somebody was at work: what they see and have typed stays until they sign in again. */
export const isSessionLost = isLost;

export function meQuery() {
  return queryOptions({
    queryKey: meKey,
    queryFn: async ({ signal, client }): Promise<Me | null> => {
      try {
        return await api.staff.me.query(undefined, { signal });
      } catch (error) {
        if (!isSignedOut(error)) throw error;
        loseSession(client);
        return client.getQueryData<Me>(meKey) ?? null;
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
    queryCache: new QueryCache({ onError: (error) => isSignedOut(error) && loseSession(queries) }),
    defaultOptions: { queries: { retry: isAskedAgain, throwOnError: false } },
  });
  return queries;
}

/** Asks to sign in again, over the page; answers whether there was a session to lose. */
export function loseSession(queries: QueryClient): boolean {
  if (isLost() || !queries.getQueryData<Me>(meKey)) return false;
  setLost(true);
  return true;
}

/** Shows the sign-in form; what was read stays until somebody signs in, so that nothing flickers on the way. */
export function endSession(queries: QueryClient): void {
  queries.setQueryData(meKey, null);
  setLost(false);
}

/** Asks who is signed in now, and forgets what another person may have read. */
export async function beginSession(queries: QueryClient): Promise<void> {
  const former = queries.getQueryData<Me>(meKey);
  const me = await queries.fetchQuery({ ...meQuery(), staleTime: 0 });
  const others = { predicate: ({ queryKey }: Query) => queryKey[0] !== meKey[0] };
  if (former && former.personId === me?.personId) void queries.invalidateQueries(others);
  else queries.removeQueries(others);
  setLost(false);
}
