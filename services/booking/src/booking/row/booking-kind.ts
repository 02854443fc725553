import type { CandidateId, ClientId, GroupId, InterviewId } from '@interlude/shared/ids';
import { refuse } from '../../runtime/refused.ts';
import type { AppointmentRow, BookingRow, GroupRow, InterviewRow } from './booking-row.ts';

export function isAppointment(row: BookingRow): row is AppointmentRow {
  return row.kind === 'appointment';
}

export function isGroup(row: BookingRow): row is GroupRow {
  return row.kind === 'group';
}

export function isInterview(row: BookingRow): row is InterviewRow {
  return row.kind === undefined || row.kind === 'interview';
}

/** The person the booking is for: whoever holds its link. Of a group session it is the session that stands for all. */
export function guestIdOf(row: BookingRow): CandidateId | ClientId | GroupId {
  if (isGroup(row)) return row._id;
  return isAppointment(row) ? row.clientId : row.candidateId;
}

/** What the booking is about, as people call it: the job, or the service. */
export function titleOf(row: BookingRow): string {
  if (isGroup(row)) return row.group.title;
  return isAppointment(row) ? row.serviceName : row.jobTitle;
}

export function typeOf(row: BookingRow): InterviewRow['type'] | 'appointment' {
  return isAppointment(row) ? row.kind : row.type;
}

/** The zone of the place where people meet in person, whose clock leads; null for everything else. */
export function venueZoneOf(row: BookingRow): string | null {
  return row.provider === 'in_person' && row.venue !== null ? row.gridZone : null;
}

export function replacementOf(row: BookingRow): InterviewId | null {
  return isInterview(row) ? row.replacedBy : null;
}

/** The row as an interview; what only interviews know is refused for anything else. */
export function interviewOf(row: BookingRow, action: string): InterviewRow {
  return isInterview(row) ? row : refuse({ code: 'status_forbids', status: row.status, action, allowed: [] });
}
