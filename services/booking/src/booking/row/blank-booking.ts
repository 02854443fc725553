import type { BookingCore, InterviewRow } from './booking-row.ts';

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

export const blankAttempt = {
  ...blankBooking,
  kind: 'interview',
  attempt: 1,
  previousInterviewId: null,
  replacedBy: null,
  outcome: null,
  retake: null,
} satisfies Partial<InterviewRow>;
