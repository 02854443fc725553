import { instantText } from '@interlude/shared/booking/booking-rules';
import type { SlotsView } from '@interlude/shared/schemas/views';
import { CELL_MS } from '@interlude/shared/slots/cells';
import { emptyBecause, freeStarts } from '@interlude/shared/slots/free-slots';
import type { PersonRules } from '@interlude/shared/slots/slot-question';
import { addDays, localOf, startOfLocalDay } from '@interlude/shared/time/time-zone';
import { tzdataVersion } from '@interlude/shared/time/zone-table.gen';
import { zoneFrom } from '../company/zone-from.ts';
import type { Bookable, Question, QuestionStores } from './bookable.ts';
import { localSpan, offsetsView, type SlotsInput } from './local-span.ts';
import { type QuestionBounds, readQuestion } from './read-question.ts';

/** The answer, and the instant from which the time alone may make it another one, epoch milliseconds. */
export interface Offered {
  readonly view: SlotsView;
  readonly changesAt: number;
}

interface Offer extends SlotsInput {
  readonly bounds: QuestionBounds;
  /** The start that the interview has now, which is not listed again. */
  readonly present: number | null;
}

/** The same answer for any bookable thing: HR's preview of a template asks here too. */
export async function slotsOf(stores: QuestionStores, bookable: Bookable, offer: Offer): Promise<Offered> {
  const { bounds, present } = offer;
  const zone = zoneFrom(offer.zone);
  const span = localSpan(zone, offer, bounds.now);
  const { asked, nextExpiryAt, joinable } = await readQuestion(stores, bookable, span, bounds);
  const starts = freeStarts(asked, span).filter((at) => at !== present);
  // Its own start is free to the interview but is no choice: if only that one is left, the answer is `full`.
  const reason = starts.length > 0 ? null : (emptyBecause(asked, span) ?? 'full');
  const opening = reason === null ? null : await nextOpening(stores, bookable, offer, span.to);
  const view: SlotsView = {
    zone,
    // The offsets reach to the next opening, which the page shows as well.
    offsets: offsetsView(zone, span.from, Math.max(span.to, (opening ?? 0) + 1)),
    durationMinutes: bookable.durationMinutes,
    starts: starts.map(instantText),
    ...joinableView(joinable, starts),
    // To the cell: no start lies in between, and the answer stays equal to itself for minutes, so its ETag does too.
    earliestAt: instantText(Math.ceil(bounds.earliestAt / CELL_MS) * CELL_MS),
    // The end of the last day, after every possible start.
    latestAt: instantText(Math.ceil(bounds.latestAt / CELL_MS) * CELL_MS),
    ...(reason === null ? {} : { emptyBecause: reason, nextOpeningAt: opening === null ? null : instantText(opening) }),
    tzdata: tzdataVersion,
  };
  // Without a date of its own the question is about today.
  const dayEndsAt =
    offer.from === undefined
      ? startOfLocalDay(zone, addDays(localOf(zone, bounds.now).date, 1))
      : Number.POSITIVE_INFINITY;
  // The opening may come nearer with every hold that runs out on the way to it, so such an answer is not kept.
  if (reason !== null) return { view, changesAt: bounds.now };
  return { view, changesAt: Math.min(nextExpiryAt, dayEndsAt, boundsChangeAt(bounds, asked.people)) };
}

// Several sessions may begin at one start: the first of them has the place that a booking takes.
function joinableView(sessions: Question['joinable'], starts: readonly number[]): Pick<SlotsView, 'joinable'> {
  if (sessions.length === 0) return {};
  const open = starts.flatMap(
    (at) => sessions.find(({ startsAt, state }) => startsAt === at && state !== 'idle') ?? [],
  );
  if (open.length === 0) return {};
  return { joinable: open.map(({ startsAt, placesLeft }) => ({ startsAt: instantText(startsAt), placesLeft })) };
}

/** When the first bookable start, which the view gives to the cell, moves on as the clock does. */
function boundsChangeAt({ now, earliestAt }: QuestionBounds, people: readonly PersonRules[]): number {
  const earliest = [earliestAt, ...people.flatMap((person) => person.earliestAt ?? [])];
  const untilEarliest = earliest.map((at) => Math.ceil(at / CELL_MS) * CELL_MS - at + 1);
  return now + Math.min(...untilEarliest);
}

const day = 86_400_000;
const firstLookDays = 31;

/**
 * The first free start from an instant on, or null when the window ends before there is one. Looked for in parts that
 * grow: the next opening is mostly near, and the window of staff is two years long.
 */
async function nextOpening(
  stores: QuestionStores,
  bookable: Bookable,
  { bounds, present }: Offer,
  after: number,
): Promise<number | null> {
  let from = Math.max(after, bounds.earliestAt);
  for (let days = firstLookDays; from <= bounds.latestAt; days *= 2) {
    const span = { from, to: Math.min(from + days * day, bounds.latestAt + 1) };
    const { asked } = await readQuestion(stores, bookable, span, bounds);
    const first = freeStarts(asked, span).find((at) => at !== present);
    if (first !== undefined) return first;
    from = span.to;
  }
  return null;
}
