import { cookieNames, cookieOf, hashOf } from '../access/session-cookie.ts';
import type { BookingDeps } from '../booking/deps.ts';
import type { LinkedContext } from '../booking/gate/candidate-context.ts';
import { bookedTogether } from '../booking/siblings.ts';
import { neededBy } from '../calendar/bookable.ts';
import type { Live } from './live.ts';
import type { LiveSeats } from './live-seats.ts';

export type LiveEvent =
  | { readonly type: 'ready' | 'slotsChanged' }
  | { readonly type: 'interviewChanged'; readonly version: number };

interface LiveDeps extends BookingDeps {
  readonly live: Live;
  readonly liveSeats: LiveSeats;
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
