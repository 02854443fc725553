import { instantText } from '@interlude/shared/booking/booking-rules';
import type { ChangedFact, Fact } from '../journal/audit-store.ts';
import { isAppointment, isBooking, isInterview } from './row/booking-kind.ts';
import type { ScheduledRow } from './row/scheduled-row.ts';

type Facts = Partial<Record<Fact, readonly string[]>>;

/**
 * What of a booking its timeline compares, as ids, codes and instants; nothing where there is none. What people have
 * written, and where they are written to, is never among it: this outlives their erasure.
 */
function factsOf(row: ScheduledRow): Facts {
  const optional = row.optionalPeople ?? [];
  return {
    status: [row.status],
    startsAt: instantOf(row.startsAt),
    people: row.people.filter((id) => !optional.includes(id)),
    optionalPeople: optional,
    resources: (row.resourceSeats ?? []).map(({ id }) => id),
    ...(isBooking(row) ? { bookBy: instantOf(row.link.bookBy), zone: [row.zone], locale: [row.locale] } : {}),
    ...(isBooking(row) ? { hourCycle: one(row.hourCycle), noShow: one(row.noShow) } : {}),
    ...(isInterview(row) ? { outcome: one(row.outcome), retake: one(row.retake?.state) } : {}),
    ...(isAppointment(row) ? { payment: [row.payment], reminderBefore: one(row.reminderBefore) } : {}),
  };
}

/** Before and after of what differs between two states of a booking, or of a session. */
export function changedFacts(before: ScheduledRow, after: ScheduledRow): readonly ChangedFact[] {
  const [was, is] = [factsOf(before), factsOf(after)];
  return (Object.keys(is) as Fact[]).flatMap((fact) => {
    const [from, to] = [was[fact] ?? [], is[fact] ?? []];
    return areSame(from, to) ? [] : [{ fact, from, to }];
  });
}

// People and rooms stand in no order.
function areSame(from: readonly string[], to: readonly string[]): boolean {
  return from.toSorted().join(' ') === to.toSorted().join(' ');
}

function instantOf(at: Date | null): string[] {
  return at === null ? [] : [instantText(at.getTime())];
}

function one(value: string | null | undefined): string[] {
  return value === null || value === undefined ? [] : [value];
}
