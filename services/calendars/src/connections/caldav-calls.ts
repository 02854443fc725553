import { type CountedKind, countedKinds, usuallyCounted } from '@interlude/shared/contracts/calendars';
import { lookMs, readCalendars } from '../looking/look.ts';
import type { LookDeps } from '../looking/look-deps.ts';
import { timeLimit } from '../looking/time-limit.ts';
import type { CaldavProvider } from '../providers/caldav.ts';
import type { ReadCall } from '../providers/provider.ts';
import { accountOf, accounts } from './accounts.ts';
import { CallRefused, type Calls, orRefused } from './calls.ts';
import { connectionRows, partOf, viewOf } from './connection-rows.ts';
import type { CalendarPart, ConnectionRow } from './connection-store.ts';
import { keepAccount } from './keep-account.ts';

/** The calls about accounts that have several calendars. */
export function caldavCalls(deps: LookDeps): Pick<Calls, 'connectCaldav' | 'choose'> {
  const { connections, pool, providers, now } = deps;
  const { found, blank, changed } = connectionRows(deps);
  // A look that ended meanwhile may have been newer.
  const dueNow = () => ({ dueAt: new Date(now()), readDueAt: new Date(now()), restUntil: null });
  return {
    async connectCaldav({ tenantId, personId, zone, ...signIn }) {
      const before = await connections.listOf(tenantId, personId);
      const named = accountOf({ tenantId, personId, provider: 'caldav' }, signIn);
      const known = accounts(deps).find(before, named);
      const name = URL.parse(signIn.url)?.host ?? '';
      const base = known ?? blank({ tenantId, personId, zone, provider: 'caldav', name }, before.length);
      const limit = timeLimit(lookMs);
      const { signal } = limit;
      const reading = pool.begin({ tenantId, personId });
      const [listed, addresses] = await orRefused(seenBy(providers.caldav, { signal, reading }, signIn)).finally(() =>
        reading.end(),
      );
      const account = { base, known, named, signIn: { ...signIn, addresses }, listed, zone };
      return { connection: viewOf(await keepAccount(deps, account, limit)) };
    },

    async choose({ busyFrom, writeTo, counts = {}, ...of }) {
      const row = await found(of);
      const ids = new Set(row.calendars.map(({ id }) => id));
      if (writeTo !== null && row.provider === 'ics') throw new CallRefused('not_found');
      const named = [...busyFrom, ...Object.keys(counts), ...(writeTo === null ? [] : [writeTo])];
      if (named.some((id) => !ids.has(id))) throw new CallRefused('not_found');
      if (writeTo !== null && writeTo !== row.writeTo && !(await mayWrite(deps, row, writeTo)))
        throw new CallRefused('read_only');
      const calendars = row.calendars.map((part) => chosenPart(part, busyFrom.includes(part.id), counts[part.id]));
      const {
        retryAfterMs: _,
        seen: __,
        ...read
      } = await readCalendars(deps, { ...row, calendars }, AbortSignal.timeout(lookMs));
      const never = read.calendars.find(({ isBusy, freshAt }) => isBusy && freshAt === null);
      if (never !== undefined) throw new CallRefused(never.because ?? 'retryable');
      const kept = await changed(row, { ...read, writeTo, ...dueNow() });
      return { connection: viewOf(kept) };
    },
  };
}

async function seenBy(caldav: CaldavProvider, call: ReadCall, signIn: Parameters<CaldavProvider['list']>[1]) {
  const listed = await caldav.list(call, signIn);
  // Where the server does not say, what somebody has declined takes their time: it is never more free for that.
  return [listed, await caldav.addresses(call, signIn).catch(() => [])] as const;
}

/** Asked anew unless it is known that one may: somebody may have been allowed it since. A server that does not say is tried. */
async function mayWrite(deps: LookDeps, row: ConnectionRow, calendarId: string): Promise<boolean> {
  if (row.calendars.find(({ id }) => id === calendarId)?.mayWrite === true) return true;
  const signal = AbortSignal.timeout(lookMs);
  const reading = deps.pool.begin(row);
  const { google, caldav } = deps.providers;
  try {
    const listed = await orRefused(
      deps.access.use<readonly { readonly calendarId: string; readonly mayWrite: boolean | null }[]>(
        row,
        signal,
        async (secret) =>
          row.provider === 'google'
            ? await google.list({ signal }, secret)
            : await caldav.list({ signal, reading }, secret),
      ),
    );
    return listed.find((one) => one.calendarId === calendarId)?.mayWrite !== false;
  } finally {
    reading.end();
  }
}

/** What counts by another rule is read anew, and meanwhile as it was. */
function chosenPart(part: CalendarPart, isBusy: boolean, wanted: readonly CountedKind[] | undefined): CalendarPart {
  const { id, name, counts = usuallyCounted, mayWrite } = part;
  const known = mayWrite === undefined ? {} : { mayWrite };
  const next = wanted === undefined ? counts : countedKinds.filter((kind) => wanted.includes(kind));
  if (!isBusy) return { ...partOf(id, name), ...known, isBusy, counts: next };
  return {
    ...part,
    isBusy,
    counts: next,
    ...(next.join() === counts.join() ? {} : { cursor: null, cursorFrom: null }),
  };
}
