import { intentKey } from '@interlude/dev-stack/api-fixtures';
import type { InterviewView, PartSlotsView } from '@interlude/shared/schemas/views';
import type { InterviewRow } from '../src/booking/row/booking-row.ts';
import type { ReservationRow } from '../src/reservations/reservation-row.ts';
import type { TestPortal } from './portal.ts';

export type InvitedCandidate = Awaited<ReturnType<TestPortal['inviteParts']>>;
const zone = 'Europe/Lisbon';

function named({ interviewIds }: InvitedCandidate, starts: readonly (string | null)[]) {
  return interviewIds.flatMap((interviewId, n) => {
    const startsAt = starts[n] ?? null;
    return startsAt === null ? [] : [{ interviewId, startsAt }];
  });
}

/** For each part the starts that complete the chosen ones; null where nothing is chosen. */
export async function partStarts(
  candidate: InvitedCandidate,
  chosen: readonly (string | null)[] = [],
  more: { from?: string; days?: number } = {},
): Promise<(readonly string[])[]> {
  const starts = named(candidate, chosen);
  const { interviewId, interviewIds, browser } = candidate;
  const input = { interviewId, zone, days: 14, ...(starts.length > 0 ? { chosen: starts } : {}), ...more };
  const { parts } = await browser.ask<PartSlotsView>('candidate.partSlots', input);
  return interviewIds.map((id) => parts.find((part) => part.interviewId === id)?.starts ?? []);
}

export async function bookParts(
  candidate: InvitedCandidate,
  starts: readonly string[],
  more: Record<string, unknown> = {},
): Promise<InterviewView> {
  const { interviewId, browser } = candidate;
  const input = { interviewId, starts: named(candidate, starts), zone, idempotencyKey: intentKey(), ...more };
  return await browser.call<InterviewView>('candidate.bookParts', input);
}

/** Chooses part by part: the start at this place of each list, narrowed by the ones before. */
export async function chooseParts(candidate: InvitedCandidate, place = 0): Promise<string[]> {
  const chosen: string[] = [];
  for (const n of candidate.interviewIds.keys()) {
    const list = (await partStarts(candidate, chosen))[n] ?? [];
    chosen.push(list[Math.min(place, list.length - 1)] ?? '');
  }
  return chosen;
}

/** An instant of February 2027, `08T09:00`. */
export const february = (text: string) => `2027-02-${text}:00Z`;

/** What tests of parts ask and do; the portal is started later than this is called. */
export function partTools(portal: () => TestPortal) {
  const rowsOf = async ({ invitationId }: InvitedCandidate) =>
    await portal()
      .collection<InterviewRow>('bookings')
      .find({ 'part.invitationId': invitationId as never })
      .sort({ 'part.index': 1 })
      .toArray();
  const heldBy = async ({ interviewIds }: InvitedCandidate) =>
    await portal()
      .collection<ReservationRow>('reservations')
      .countDocuments({ bookingId: { $in: interviewIds as never[] }, active: true });
  const viewOf = (candidate: InvitedCandidate, n: number) =>
    candidate.browser.ask<InterviewView>('candidate.interview', { interviewId: candidate.interviewIds[n] });
  const asPart = (candidate: InvitedCandidate, n: number, name: string, more: object) =>
    candidate.browser.call<InterviewView>(`candidate.${name}`, {
      interviewId: candidate.interviewIds[n],
      idempotencyKey: intentKey(),
      ...more,
    });

  /** People at work on two days only, 8 and 9 February in UTC; each works these hours. */
  async function peopleWorking(...hours: [string, string][]): Promise<string[]> {
    const working = ([from, to]: [string, string]) =>
      [8, 9].map((day) => ({ date: `2027-02-0${day}`, ranges: [{ from, to }] }));
    const adding = hours.map((one) => portal().addInterviewer({ zone: 'UTC', weekly: [], overrides: working(one) }));
    return await Promise.all(adding);
  }

  /** Parts of an hour with one of these people each, in steps of an hour. */
  async function inviteTo(pools: readonly (readonly string[])[], arrangement: object = {}, more: object = {}) {
    const common = { stepMinutes: 60, zone: 'UTC', ...more };
    const templates = await Promise.all(
      pools.map((pool) => portal().addTemplate([], { panel: [{ anyOf: pool, count: 1 }], ...common })),
    );
    return await portal().inviteParts(templates, arrangement);
  }

  return { rowsOf, heldBy, viewOf, asPart, peopleWorking, inviteTo };
}
