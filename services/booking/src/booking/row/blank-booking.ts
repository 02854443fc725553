import type { BookingCore, InterviewRow } from './booking-row.ts';
import type { ScheduledCore } from './scheduled-core.ts';

export const blankSchedule = {
  startsAt: null,
  endsAt: null,
  formerStartsAt: null,
  scheduleMadeAt: null,
  people: [],
  timeRev: null,
  dropOuts: [],
  overTimeOff: [],
  overElsewhere: [],
  promised: [],
  clockAskedFor: null,
  optionalPeople: [],
  resourceSeats: [],
  reservationId: null,
  startedAt: null,
} satisfies Partial<ScheduledCore>;

export const blankScheduled = {
  ...blankSchedule,
  version: 1,
  factsRev: 1,
  plannedRev: 0,
  planOver: false,
  completedAt: null,
  cancelledAt: null,
  reason: null,
  notices: [],
  marks: [],
  placed: {},
} satisfies Partial<ScheduledCore>;

export const blankBooking = {
  ...blankScheduled,
  status: 'invited',
  scheduleRev: 0,
  hourCycle: null,
  note: null,
  phoneMissedRev: 0,
  rescheduleUsed: 0,
  noShow: null,
  remindersPaused: false,
  waitlist: null,
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
