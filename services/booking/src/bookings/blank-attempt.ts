import type { BookingCore, InterviewRow } from './booking-row.ts';

/** The facts every booking begins with: invited, and nothing has happened yet. */
export const blankBooking = {
  status: 'invited',
  version: 1,
  factsRev: 1,
  plannedRev: 0,
  planOver: false,
  scheduleRev: 0,
  startsAt: null,
  endsAt: null,
  formerStartsAt: null,
  scheduleMadeAt: null,
  people: [],
  timeRev: null,
  dropOuts: [],
  promised: [],
  clockAskedFor: null,
  optionalPeople: [],
  resourceSeats: [],
  reservationId: null,
  hourCycle: null,
  note: null,
  rescheduleUsed: 0,
  startedAt: null,
  completedAt: null,
  cancelledAt: null,
  reason: null,
  noShow: null,
  remindersPaused: false,
  notices: [],
  waitlist: null,
  marks: [],
} satisfies Partial<BookingCore>;

/** The facts every attempt of an interview begins with. */
export const blankAttempt = {
  ...blankBooking,
  kind: 'interview',
  attempt: 1,
  previousInterviewId: null,
  replacedBy: null,
  outcome: null,
  retake: null,
} satisfies Partial<InterviewRow>;
