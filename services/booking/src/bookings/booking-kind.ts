import type { CandidateId, ClientId, InterviewId } from '@interlude/shared/ids';
import { refuse } from '../refused.ts';
import type { AppointmentRow, BookingRow, InterviewRow } from './booking-row.ts';

export function isAppointment(row: BookingRow): row is AppointmentRow {
  return row.kind === 'appointment';
}

/** The person the booking is for: whoever holds its link. */
export function guestIdOf(row: BookingRow): CandidateId | ClientId {
  return isAppointment(row) ? row.clientId : row.candidateId;
}

/** What the booking is about, as people call it: the job, or the service. */
export function titleOf(row: BookingRow): string {
  return isAppointment(row) ? row.serviceName : row.jobTitle;
}

export function typeOf(row: BookingRow): InterviewRow['type'] | 'appointment' {
  return isAppointment(row) ? 'appointment' : row.type;
}

/** The attempt that took the place of this one, or null. */
export function replacementOf(row: BookingRow): InterviewId | null {
  return isAppointment(row) ? null : row.replacedBy;
}

/** The row as an interview; what only interviews know is refused for anything else. */
export function interviewOf(row: BookingRow, action: string): InterviewRow {
  if (isAppointment(row)) refuse({ code: 'status_forbids', status: row.status, action, allowed: [] });
  return row;
}
