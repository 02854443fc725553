import type { InterviewView } from '@interlude/shared/interview';
import type { App } from '../app.ts';
import { bookedTogether } from '../series/series-view.ts';
import type { BookingWithPeople } from './booking-store.ts';
import { interviewView, type ViewFacts } from './interview-view.ts';

/** Reads what a view after a command needs beside the interview; a command leaves no hold. */
export async function readViewFacts(app: App, { row, people, resources }: BookingWithPeople): Promise<ViewFacts> {
  const { tenants, sends, bookings } = app.stores;
  const { tenantId, part } = row;
  // Who gives a group session may be of no panel that its guests were promised.
  const strangers = row.people.filter((personId) => !people.some(({ _id }) => _id === personId));
  const [tenant, sent, together, others] = await Promise.all([
    tenants.get(tenantId),
    sends.listOf(tenantId, row._id),
    bookedTogether(bookings, row),
    row.placeIn === undefined || strangers.length === 0 ? [] : app.stores.people.listByIds(tenantId, strangers),
  ]);
  return {
    tenant,
    people: [...people, ...others],
    resources,
    sends: sent,
    hold: null,
    now: app.now(),
    ...(part === undefined ? { parts: [], series: together } : { parts: together }),
  };
}

export async function candidateView(app: App, found: BookingWithPeople): Promise<InterviewView> {
  const { row } = found;
  const [facts, hold] = await Promise.all([
    readViewFacts(app, found),
    app.stores.reservations.findLive(row.tenantId, row._id, 'hold'),
  ]);
  return interviewView(row, { ...facts, hold });
}
