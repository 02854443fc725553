import type { AppointmentId } from '@interlude/shared/ids';
import { leavesChoice } from '@interlude/shared/slots/assignment';
import { freeStarts } from '@interlude/shared/slots/free-slots';
import { addDays, localOf, startOfLocalDay } from '@interlude/shared/time/time-zone';
import type { Bookable, QuestionStores } from '../calendar/bookable.ts';
import type { Bounds } from '../calendar/bounds.ts';
import { readQuestions } from '../calendar/read-question.ts';
import type { Claim, ClaimStores } from '../claims/claim.ts';
import { askAbout, claimStart } from '../claims/claim-start.ts';

/** The longest that a policy could keep a start for a visitor; the code ends first. */
const longestHold = 'PT1H';

interface Wish {
  readonly startsAt: number;
  /** The appointment that the code will make. */
  readonly heldAs: AppointmentId;
  readonly until: number;
  readonly now: number;
  readonly requestId: string;
}

interface Offer {
  readonly bookable: Bookable;
  readonly bounds: Bounds;
}

/**
 * Holds a start for a visitor until their code ends, and answers whether it is held: visitors who have proved nothing
 * must leave two thirds of a day's starts to others. A start that is not free is refused with the nearest that are.
 */
export async function keepTime(stores: ClaimStores, { bookable, bounds }: Offer, wish: Wish): Promise<boolean> {
  const { startsAt, heldAs, until, now, requestId } = wish;
  const row = { ...bookable, _id: heldAs, policy: { holdFor: longestHold }, startsAt: null };
  const context = { now, requestId, actor: { party: 'candidate' } } as const;
  const [found, held] = await Promise.all([
    askAbout(stores, row, context, { startsAt, bounds }),
    stores.reservations.findHold(row.tenantId, heldAs),
  ]);
  const asked = { startsAt, bounds, own: null, until, isUnproved: true, found, held } as const;
  const { full } = await claimStart(stores, row, context, asked);
  // Looked at after the claim: of visitors who come at once the last to look sees the claims of all.
  if (await leavesMost(stores, { bookable, bounds }, full)) return true;
  await stores.reservations.releaseHoldOf(row.tenantId, heldAs);
  return false;
}

async function leavesMost(
  stores: QuestionStores,
  { bookable, bounds }: Offer,
  { startsAt, people }: Claim['full'],
): Promise<boolean> {
  const { date } = localOf(bookable.gridZone, startsAt.getTime());
  const span = {
    from: startOfLocalDay(bookable.gridZone, date),
    to: startOfLocalDay(bookable.gridZone, addDays(date, 1)),
  };
  // Others may want the very person who was chosen of several, so most of their own starts are left too.
  const theirs = leavesChoice(bookable.panel)
    ? people.map((personId) => ({ ...bookable, panel: [{ anyOf: [personId], count: 1 }] }))
    : [];
  const offered = [bookable, ...theirs];
  const asking = offered.flatMap((one) => [
    { bookable: one, bounds },
    { bookable: one, bounds: { ...bounds, ignoresUnproved: true } },
  ]);
  const counts = (await readQuestions(stores, asking, span)).map(({ asked }) => freeStarts(asked, span).length);
  return offered.every((_, n) => (counts[2 * n] ?? 0) * 3 >= (counts[2 * n + 1] ?? 0) * 2);
}
