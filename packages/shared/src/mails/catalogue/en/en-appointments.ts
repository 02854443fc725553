import type { en } from './en.ts';

/** The sentences that read otherwise when the meeting is an appointment; all others are shared. */
export const enAppointments = {
  'link.candidate.body': 'It opens the page of your {interview}: {job}.',
  'link_new.candidate.body':
    'This link opens the page of your {interview}: {job}. It is new; the one from earlier emails no longer works.',
  'scheduled.candidate.subject': 'Booked: {job} with {company}, {when}',
  'rescheduled.candidate.subject': 'Moved: {job} with {company}, now {when}',
  'cancelled.candidate.subject': 'Cancelled: {job} with {company}',
  'reminder.candidate.subject': 'Reminder: {job} with {company}, {when}',
  'reminder_day.candidate.subject': 'Coming up: {job} with {company}, {when}',
  'reminder_hour.candidate.subject': 'Soon: {job} with {company}, {when}',
  'reminder_minutes.candidate.subject': 'About to start: {job} with {company}, {when}',
  'expired.candidate.subject': '{company}: no time became free for {job}',
  'expired.candidate.title': 'You are no longer waiting for a time',
  'expired.candidate.body':
    'The time you wanted to wait has passed and nothing was booked. You are welcome to book {job} again, or to ask {contact}.',
  'clock_changed.interviewer.body':
    'The rules by which clocks are set have changed, so this time may read differently from what was announced. The moment itself has not moved. If it no longer suits you, open the appointment and say so.',
  'people_changed.interviewer.title': 'Somebody else takes the appointment with {candidate}',
  'no_show.interviewer.body': 'If you did meet, open the appointment and say so.',
  'button.page': 'Open your appointment page',
  'button.join': 'Join the appointment',
  'button.open': 'Open the appointment',
  'term.job': 'Service',
  'term.candidate': 'Client',
  'term.page': 'Appointment page',
  'note.authoritative': 'The times on the appointment page are always the current ones.',
  'foot.why.candidate': 'You get this email because somebody gave this address to book {job} with {company}.',
  'foot.why.interviewer': 'You get this email because you give this service at {company}.',
  'reason.interviewer_unavailable': 'The provider is not available',
  'reason.position_filled': 'The service is not offered any more',
  'reason.candidate_withdrew': 'The client withdrew',
} as const satisfies Partial<Record<keyof typeof en, string>>;
