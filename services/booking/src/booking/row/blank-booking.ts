import type { BookingCore, InterviewRow } from './booking-row.ts';

/** No time is booked. */
export const blankSchedule = {
  startsAt: null,
  endsAt: null,
  formerStartsAt: null,
  scheduleMadeAt: null,
  people: [],
  timeRev: null,
  dropOuts: [],
  overTimeOff: [],
  promised: [],
  clockAskedFor: null,
  optionalPeople: [],
  resourceSeats: [],
  reservationId: null,
  startedAt: null,
} satisfies Partial<BookingCore>;

/** The facts every booking begins with: invited, and nothing has happened yet. */
export const blankBooking = {
  ...blankSchedule,
  status: 'invited',
  version: 1,
  factsRev: 1,
  plannedRev: 0,
  planOver: false,
  scheduleRev: 0,
  hourCycle: null,
  note: null,
  rescheduleUsed: 0,
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
