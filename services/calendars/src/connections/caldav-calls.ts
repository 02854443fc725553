import { type CountedKind, countedKinds, usuallyCounted } from '@interlude/shared/contracts/calendars';
import { lookMs, readCalendars } from '../looking/look.ts';
import type { LookDeps } from '../looking/look-deps.ts';
import type { CaldavProvider } from '../providers/caldav.ts';
import type { ReadCall } from '../providers/provider.ts';
import { accountOf, accounts } from './accounts.ts';
import { CallRefused, type Calls, orRefused } from './calls.ts';
import { connectionRows, partOf, viewOf } from './connection-rows.ts';
import type { CalendarPart } from './connection-store.ts';
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
      const signal = AbortSignal.timeout(lookMs);
      const reading = pool.begin({ tenantId, personId });
      const [listed, addresses] = await orRefused(seenBy(providers.caldav, { signal, reading }, signIn)).finally(() =>
        reading.end(),
      );
      const account = { base, known, named, signIn: { ...signIn, addresses }, listed, zone };
      return { connection: viewOf(await keepAccount(deps, account, signal)) };
    },

    async choose({ busyFrom, writeTo, counts = {}, ...of }) {
      const row = await found(of);
      const ids = new Set(row.calendars.map(({ id }) => id));
      if (writeTo !== null && row.provider === 'ics') throw new CallRefused('not_found');
      const named = [...busyFrom, ...Object.keys(counts), ...(writeTo === null ? [] : [writeTo])];
      if (named.some((id) => !ids.has(id))) throw new CallRefused('not_found');
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

/** What counts by another rule is read anew, and meanwhile as it was. */
function chosenPart(part: CalendarPart, isBusy: boolean, wanted: readonly CountedKind[] | undefined): CalendarPart {
  const { id, name, counts = usuallyCounted } = part;
  const next = wanted === undefined ? counts : countedKinds.filter((kind) => wanted.includes(kind));
  if (!isBusy) return { ...partOf(id, name), isBusy, counts: next };
  return {
    ...part,
    isBusy,
    counts: next,
    ...(next.join() === counts.join() ? {} : { cursor: null, cursorFrom: null }),
  };
}
