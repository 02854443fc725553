import { type LookDeps, lookMs, readCalendars, standOf } from '../looking/look.ts';
import type { CaldavSecret } from '../providers/caldav.ts';
import { CallRefused, type Calls, orRefused } from './calls.ts';
import { connectionRows, partOf, unfailed, viewOf } from './connection-rows.ts';

/** The calls about accounts that have several calendars. */
export function caldavCalls(deps: LookDeps): Pick<Calls, 'connectCaldav' | 'choose'> {
  const { connections, providers, now } = deps;
  const { found, secretOf, sealed, blank, changed } = connectionRows(deps);
  // A look that ended meanwhile may have been newer.
  const dueNow = () => ({ dueAt: new Date(now()), readDueAt: new Date(now()) });
  return {
    async connectCaldav({ tenantId, personId, zone, ...signIn }) {
      const before = await connections.listOf(tenantId, personId);
      const known = before.find((row) => row.provider === 'caldav' && isSameAccount(secretOf(row), signIn));
      const name = URL.parse(signIn.url)?.host ?? '';
      const base = known ?? blank({ tenantId, personId, zone, provider: 'caldav', name }, before.length);
      const signal = AbortSignal.timeout(lookMs);
      const listed = await orRefused(providers.caldav.list({ signal }, signIn));
      const calendars = Object.fromEntries(listed.map(({ calendarId, url }) => [calendarId, url]));
      const had = new Map(base.calendars.map((part) => [part.id, part]));
      const parts = listed.map((one) => had.get(one.calendarId) ?? partOf(one.calendarId, one.name));
      const row = { ...base, calendars: parts, secret: sealed(base, { ...signIn, calendars }) };
      const { retryAfterMs: _, ...read } = await readCalendars(deps, row, signal);
      // What could never be read has said nothing that counts: it is shown, and chosen when it can be read.
      const chosen = read.calendars.map((part) => (part.freshAt === null ? { ...part, isBusy: false } : part));
      if (!chosen.some(({ freshAt }) => freshAt !== null)) throw new CallRefused(read.because ?? 'gone');
      const set = { calendars: chosen, ...standOf({ ...row, ...unfailed }, chosen), ...dueNow() };
      const kept = { ...row, ...set };
      if (known === undefined) await connections.insert(kept);
      else await changed(known, { ...set, secret: row.secret, zone });
      return { connection: viewOf(kept) };
    },

    async choose({ busyFrom, writeTo, ...of }) {
      const row = await found(of);
      const ids = new Set(row.calendars.map(({ id }) => id));
      if (writeTo !== null && row.provider === 'ics') throw new CallRefused('not_found');
      if ([...busyFrom, ...(writeTo === null ? [] : [writeTo])].some((id) => !ids.has(id)))
        throw new CallRefused('not_found');
      const calendars = row.calendars.map((part) =>
        busyFrom.includes(part.id) ? { ...part, isBusy: true } : { ...partOf(part.id, part.name), isBusy: false },
      );
      const { retryAfterMs: _, ...read } = await readCalendars(
        deps,
        { ...row, calendars },
        AbortSignal.timeout(lookMs),
      );
      const never = read.calendars.find(({ isBusy, freshAt }) => isBusy && freshAt === null);
      if (never !== undefined) throw new CallRefused(never.because ?? 'retryable');
      const kept = await changed(row, { ...read, writeTo, ...dueNow() });
      return { connection: viewOf(kept) };
    },
  };
}

function isSameAccount(one: Pick<CaldavSecret, 'url' | 'username'>, other: Pick<CaldavSecret, 'url' | 'username'>) {
  return one.url === other.url && one.username === other.username;
}
