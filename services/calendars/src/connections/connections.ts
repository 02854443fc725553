import { errorFacts } from '@interlude/service-kit/log';
import { consentProviders } from '@interlude/shared/contracts/calendars';
import { type LookDeps, look, lookAtAll, lookMs, readCalendars, tellInTurn } from '../looking/look.ts';
import { createSharedLooks } from '../looking/shared-looks.ts';
import { endWatching, type WatchDeps } from '../looking/watching.ts';
import { type TakeOutDeps, takeAllOut } from '../placing/take-all-out.ts';
import type { IcsSecret } from '../providers/ics.ts';
import { caldavCalls } from './caldav-calls.ts';
import { CallRefused, type Calls, orRefused } from './calls.ts';
import { connectionRows, partOf, viewOf } from './connection-rows.ts';
import { consentCalls } from './consent-calls.ts';
import { pushCalls } from './push-calls.ts';
import { revokeConsent } from './revoke-consent.ts';

/** So many people are looked at for bookings at once; each reads up to all of their calendars. */
const mostLooks = 48;

/** What booking asks for on behalf of people; who may ask for whom it has judged itself. Each is safe to repeat. */
export function createCalls(deps: LookDeps & TakeOutDeps & WatchDeps): Calls {
  const { connections, now } = deps;
  const looks = createSharedLooks<boolean>(mostLooks);

  const { found, secretOf, sealed, blank, changed } = connectionRows(deps);

  return {
    async connections({ tenantId, personId }) {
      const offers = deps.tokens === null ? [] : [...consentProviders];
      return { connections: (await connections.listOf(tenantId, personId)).map(viewOf), offers };
    },

    async connectIcs({ tenantId, personId, zone, url }) {
      const before = await connections.listOf(tenantId, personId);
      const known = before.find((row) => row.provider === 'ics' && secretOf<IcsSecret>(row).url === url);
      if (known !== undefined) return { connection: viewOf(known) };
      const name = URL.parse(url)?.host ?? '';
      const fresh = blank({ tenantId, personId, zone, provider: 'ics', name }, before.length);
      const row = { ...fresh, calendars: [partOf('file', name)], secret: sealed(fresh, { url }) };
      const { retryAfterMs: _, seen: __, ...read } = await readCalendars(deps, row, AbortSignal.timeout(lookMs));
      const because = read.calendars[0]?.because ?? null;
      if (because !== null) throw new CallRefused(because);
      const kept = { ...row, ...read };
      await connections.insert(kept);
      return { connection: viewOf(kept) };
    },

    ...caldavCalls(deps),

    ...consentCalls(deps),

    async lookAt({ tenantId, people, until, askedAt }) {
      const seen = await Promise.all(
        people.map(async (personId) => {
          try {
            // Before it is shared: the look that is waited for begins after this.
            await connections.reachTo({ tenantId, personId }, new Date(until));
            return await looks(personId, () => lookAtAll(deps, { tenantId, personId }, askedAt));
          } catch (error) {
            deps.log.warn(errorFacts(error), 'a look before a booking failed');
            return false;
          }
        }),
      );
      return { unseen: people.filter((_, n) => !seen[n]) };
    },

    ...pushCalls(deps),

    async syncNow(input) {
      const row = await found(input);
      await look(deps, row, { isAsked: true });
      return { connection: viewOf(await found(input)) };
    },

    async disconnect({ tenantId, personId, connectionId, keepEvents }) {
      if (!keepEvents) {
        const row = await found({ tenantId, personId, connectionId });
        // First, so that nothing is put into it while it is cleared.
        const cleared = await changed(row, { writeTo: null });
        // Told before anything goes: where that fails half-way, what was taken out is no more expected to be there.
        await tellInTurn(deps, cleared, { isAsked: true });
        await orRefused(takeAllOut(deps, cleared));
      }
      const leaving = await found({ tenantId, personId, connectionId });
      await endWatching(deps, leaving);
      const removed = await connections.remove({ tenantId, personId, _id: connectionId }, new Date(now()));
      if (removed === null) throw new CallRefused('not_found');
      await revokeConsent(deps, removed);
      return { disconnected: true };
    },
  };
}
