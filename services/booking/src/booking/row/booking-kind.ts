import type { CandidateId, ClientId, GroupId, InterviewId } from '@interlude/shared/ids';
import type { GroupTerms } from '../../calendar/joinable-sessions.ts';
import type { AppointmentRow, BookingRow, InterviewRow } from './booking-row.ts';
import type { ScheduledRow } from './scheduled-row.ts';
import type { SessionRow } from './session-row.ts';

export function isAppointment(row: ScheduledRow): row is AppointmentRow {
  return row.kind === 'appointment';
}

export function isSession(row: ScheduledRow): row is SessionRow {
  return row.kind === 'group';
}

export function isBooking(row: ScheduledRow): row is BookingRow {
  return !isSession(row);
}

/** For what is done to bookings and sessions alike. */
export const isEither = (_: ScheduledRow): _ is ScheduledRow => true;

export function isInterview(row: ScheduledRow): row is InterviewRow {
  return row.kind === undefined || row.kind === 'interview';
}

/** The person the booking is for: whoever holds its link. Of a group session it is the session that stands for all. */
export function guestIdOf(row: BookingRow): CandidateId | ClientId;
export function guestIdOf(row: ScheduledRow): CandidateId | ClientId | GroupId;
export function guestIdOf(row: ScheduledRow): CandidateId | ClientId | GroupId {
  if (isSession(row)) return row._id;
  return isAppointment(row) ? row.clientId : (row.addressee ?? row.candidateId);
}

/** What the booking is about, as people call it: the job, or the service. */
export function titleOf(row: ScheduledRow): string {
  if (isSession(row)) return row.terms.title;
  return isAppointment(row) ? row.serviceName : row.jobTitle;
}

export function typeOf(row: ScheduledRow): InterviewRow['type'] | 'appointment' {
  return isAppointment(row) ? row.kind : row.type;
}

/** On which terms guests meet: of a session, and of what has or may have a place in one. */
export function termsOf(row: ScheduledRow): GroupTerms | undefined {
  return isSession(row) ? row.terms : row.group;
}

/** In which days are counted: the guest's; a session is no guest's, and keeps the one that its starts stand on. */
export function zoneOf(row: ScheduledRow): string {
  return isSession(row) ? row.gridZone : row.zone;
}

/** The zone of the place where people meet in person, whose clock leads; null for everything else. */
export function venueZoneOf(row: ScheduledRow): string | null {
  return row.provider === 'in_person' && row.venue !== null ? row.gridZone : null;
}

export function replacementOf(row: ScheduledRow): InterviewId | null {
  return isInterview(row) ? row.replacedBy : null;
}
