import type { en } from './en.ts';

/** The sentences that read otherwise when they are about a group session; only those who give it get them. */
export const enGroups = {
  'scheduled.interviewer.subject': 'Booked: {job}, {when}',
  'scheduled.interviewer.title': '{job} takes place',
  'scheduled.interviewer.body':
    'The first place is booked and the time is reserved for you. Others can book places until it begins.',
  'cancelled.interviewer.subject': 'Cancelled: {job}, {when}',
  'cancelled.interviewer.title': '{job} does not take place',
  'cancelled.interviewer.body': 'Nobody has a place any more. Your time is free again.',
  'clock_changed.interviewer.subject': 'Does it still suit you? {job}, {when}',
  'clock_changed.interviewer.title': 'Please check the time of {job}',
  'clock_changed.interviewer.body':
    'The rules by which clocks are set have changed, so this time may read differently from what was announced. The moment itself has not moved. If it no longer suits you, open the session and say so.',
  'people_changed.interviewer.subject': 'You are off: {job}, {when}',
  'people_changed.interviewer.title': 'You no longer give {job}',
  'people_changed.interviewer.body': 'It takes place without you. Your time is free again.',
  'reminder.interviewer.subject': 'Reminder: {job}, {when}',
  'reminder.interviewer.title': 'A reminder of {job}',
  'reminder_day.interviewer.subject': 'Coming up: {job}, {when}',
  'reminder_day.interviewer.title': '{job} is coming up',
  'reminder_hour.interviewer.subject': 'Soon: {job}, {when}',
  'reminder_hour.interviewer.title': '{job} starts soon',
  'reminder_minutes.interviewer.subject': 'About to start: {job}, {when}',
  'reminder_minutes.interviewer.title': '{job} is about to start',
  'feedback_request.interviewer.subject': 'Your feedback: {job}, {when}',
  'feedback_request.interviewer.title': 'How did the guests of {job} do?',
  'feedback_request.interviewer.body':
    'Write it down while it is fresh. The page of the session leads to each of the guests on whom feedback is missing.',
  'button.join': 'Join the session',
  'button.open': 'Open the session',
  'term.job': 'Group session',
  'note.authoritative': 'The time on the page of the session is always the current one.',
  'foot.why.interviewer': 'You get this email because you give this group session at {company}.',
} as const satisfies Partial<Record<keyof typeof en, string>>;
