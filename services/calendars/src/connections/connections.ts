import { errorFacts } from '@interlude/service-kit/log';
import { consentProviders } from '@interlude/shared/contracts/calendars';
import { look, lookAtAll, lookMs, readCalendars, tellInTurn } from '../looking/look.ts';
import type { LookDeps } from '../looking/look-deps.ts';
import { createSharedLooks } from '../looking/shared-looks.ts';
import { type TakeOutDeps, takeAllOut } from '../placing/take-all-out.ts';
import { accountOf, accounts } from './accounts.ts';
import { caldavCalls } from './caldav-calls.ts';
import { CallRefused, type Calls, orRefused } from './calls.ts';
import { connectionRows, partOf, viewOf } from './connection-rows.ts';
import { consentCalls } from './consent-calls.ts';
import { disconnect } from './let-go.ts';
import { pushCalls } from './push-calls.ts';

/** So many people are looked at for bookings at once; each reads up to all of their calendars. */
const mostLooks = 48;
/** Of one company: a panel is smaller, and two others have as much. */
const mostLooksOfOne = 16;

/** What booking asks for on behalf of people; who may ask for whom it has judged itself. Each is safe to repeat. */
export function createCalls(deps: LookDeps & TakeOutDeps): Calls {
  const { connections } = deps;
  const looks = createSharedLooks<boolean>({ most: mostLooks, mostOfOne: mostLooksOfOne });

  const { found, sealed, blank, changed } = connectionRows(deps);
  const { find, keep } = accounts(deps);

  return {
    async connections({ tenantId, personId }) {
      const offers = deps.tokens === null ? [] : [...consentProviders];
      return { connections: (await connections.listOf(tenantId, personId)).map(viewOf), offers };
    },

    async connectIcs({ tenantId, personId, zone, url }) {
      const before = await connections.listOf(tenantId, personId);
      const account = accountOf({ tenantId, personId, provider: 'ics' }, { url });
      const known = find(before, account);
      if (known !== undefined) return { connection: viewOf(known) };
      const name = URL.parse(url)?.host ?? '';
      const fresh = blank({ tenantId, personId, zone, provider: 'ics', name }, before.length);
      const row = { ...fresh, calendars: [partOf('file', name)], secret: sealed(fresh, { url }) };
      const { retryAfterMs: _, seen: __, ...read } = await readCalendars(deps, row, AbortSignal.timeout(lookMs));
      const because = read.calendars[0]?.because ?? null;
      if (because !== null) throw new CallRefused(because);
      const fresher = { ...row, ...read };
      return { connection: viewOf((await keep(fresher, account)) ?? fresher) };
    },

    ...caldavCalls(deps),

    ...consentCalls(deps),

    async lookAt({ tenantId, people, until, askedAt }) {
      const seen = await Promise.all(
        people.map(async (personId) => {
          try {
            // Before it is shared: the look that is waited for begins after this.
            await connections.reachTo({ tenantId, personId }, new Date(until));
            return await looks({ tenantId, personId }, () => lookAtAll(deps, { tenantId, personId }, askedAt));
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
      if ((await disconnect(deps, leaving)) === null) throw new CallRefused('not_found');
      return { disconnected: true };
    },
  };
}
