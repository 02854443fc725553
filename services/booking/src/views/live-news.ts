import type { AccessDeps } from '../access/deps.ts';
import { may } from '../access/permissions.ts';
import { cookieNames, cookieOf, hashOf } from '../access/session-cookie.ts';
import { type Staff, staffOf } from '../access/staff-access.ts';
import type { BookingDeps } from '../booking/deps.ts';
import type { LinkedContext } from '../booking/gate/candidate-context.ts';
import { bookedTogether } from '../booking/siblings.ts';
import { neededBy } from '../calendar/bookable.ts';
import { Refused } from '../runtime/refused.ts';
import type { Live } from './live.ts';
import type { CompanyLive } from './live-company.ts';
import type { LiveSeats } from './live-seats.ts';

export type LiveEvent =
  | { readonly type: 'ready' | 'slotsChanged' }
  | { readonly type: 'interviewChanged'; readonly version: number };

interface LiveDeps extends BookingDeps {
  readonly live: Live;
  readonly liveSeats: LiveSeats;
}

interface CompanyDeps extends AccessDeps {
  readonly companyLive: CompanyLive;
  readonly liveSeats: LiveSeats;
}

interface CompanyContext {
  readonly app: CompanyDeps;
  readonly req: LinkedContext['req'];
  readonly staff: Staff;
}

/** News for a console: that something of the company has changed, and nothing of what; it ends with the access. */
export async function* companyNews(
  { app, req, staff: { tenantId } }: CompanyContext,
  left: AbortSignal | undefined,
): AsyncGenerator<{ readonly type: 'ready' | 'changed' }> {
  const seat = app.liveSeats.take(hashOf(cookieOf(req, cookieNames.staff) ?? ''));
  try {
    const signal = left ? AbortSignal.any([left, seat.signal]) : seat.signal;
    for await (const type of app.companyLive.news({ tenantId }, signal)) {
      if (!(await maySee({ app, req }))) return;
      yield { type };
    }
  } finally {
    seat.leave();
  }
}

// Whoever was signed out, has left or lost the role since is told nothing more.
async function maySee(caller: Pick<CompanyContext, 'app' | 'req'>): Promise<boolean> {
  try {
    return may((await staffOf(caller)).roles, 'interviews:read');
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** News for the page of one interview; the stream ends with the access, and when its place is needed for another. */
export async function* liveNews(
  ctx: LinkedContext & { readonly app: LiveDeps },
  left: AbortSignal | undefined,
): AsyncGenerator<LiveEvent> {
  const { app, interview, req } = ctx;
  const seat = app.liveSeats.take(hashOf(cookieOf(req, cookieNames.candidate) ?? ''));
  try {
    const rows = [interview, ...(await bookedTogether(app.stores.bookings, interview))];
    const interest = {
      tenantId: interview.tenantId,
      interviewIds: new Set<string>(rows.map(({ _id }) => _id)),
      people: new Set<string>(rows.flatMap((row) => neededBy(row))),
    };
    const signal = left ? AbortSignal.any([left, seat.signal]) : seat.signal;
    for await (const type of app.live.news(interest, signal)) {
      if (type === 'slotsChanged') {
        yield { type };
        continue;
      }
      // One change wakes every page that shows the interview; those that ask at once share the query.
      const now = (await app.stores.bookings.findWithPeople(interview.tenantId, interview._id))?.row;
      if (type === 'ready') yield { type };
      else yield { type, version: now?.version ?? interview.version };
      // A link that was replaced must not keep a stream open.
      if (now?.access.ver !== interview.access.ver) return;
    }
  } finally {
    seat.leave();
  }
}
