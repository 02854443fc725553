import type { InterviewView } from '@interlude/shared/schemas/views';
import type { BookingRow } from '../booking/row/booking-row.ts';
import type { BookingWithPeople } from '../booking/row/booking-store.ts';
import { findGuest } from '../booking/row/guests.ts';
import { bookedTogether } from '../booking/siblings.ts';
import type { ObligationDeps } from '../obligations/deps.ts';
import { interviewView, type ViewFacts } from './interview-view.ts';

/** Reads what a view after a command needs beside the interview; a command leaves no hold. */
export async function readViewFacts(
  app: ObligationDeps,
  { row, people, resources }: BookingWithPeople,
): Promise<ViewFacts> {
  const { tenants, sends, bookings } = app.stores;
  const { tenantId } = row;
  const [tenant, guest, sent, bundle] = await Promise.all([
    tenants.get(tenantId),
    findGuest(app.stores, row),
    sends.listOf(tenantId, row._id),
    bookedTogether(bookings, row),
  ]);
  return {
    tenant,
    guest,
    people,
    resources,
    sends: sent,
    hold: null,
    now: app.now(),
    bundle,
  };
}

/** The view of a row as it is, or as a command leaves it, from what was read beside it. */
export async function viewOf(app: ObligationDeps, row: BookingRow, facts: ViewFacts): Promise<InterviewView> {
  // Somebody else may give the session by now, who is in no panel that its guests were promised.
  const strangers = row.people.filter((personId) => !facts.people.some(({ _id }) => _id === personId));
  const isAsked = row.placeIn !== undefined && strangers.length > 0;
  const others = isAsked ? await app.stores.people.listByIds(row.tenantId, strangers) : [];
  return interviewView(row, { ...facts, people: [...facts.people, ...others] });
}

/** With the zone of whoever reads it also says what their clock shows while they choose. */
export async function candidateView(
  app: ObligationDeps,
  found: BookingWithPeople,
  readerZone = '',
): Promise<InterviewView> {
  const { row } = found;
  const [facts, hold] = await Promise.all([
    readViewFacts(app, found),
    app.stores.reservations.findLive(row.tenantId, row._id, 'hold'),
  ]);
  return await viewOf(app, row, { ...facts, hold, readerZone });
}
