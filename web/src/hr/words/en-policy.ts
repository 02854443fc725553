import type { Dictionary } from '../../i18n/translator.ts';

export const enPolicy = {
  'policy.title': 'Policy',
  'policy.said.none': 'as usual in your company',
  'policy.said': { one: '{count} rule of its own', other: '{count} rules of its own' },
  'policy.lead':
    'Where nothing is entered, the grey value holds, which is what is usual in your company. Write durations as 14 days, 24 hours or 1 hour 30 minutes. One day keeps the time of day when clocks change, 24 hours do not.',
  'policy.none': 'none',
  'policy.usual': 'As usual: {what}',
  'policy.choice.yes': 'yes',
  'policy.choice.no': 'no',
  'policy.choice.replace': 'somebody else comes',
  'policy.choice.ask_hr': 'leave it to HR',
  'policy.choice.failed': 'failed',
  'policy.choice.on_hold': 'on hold',
  'policy.choice.both': 'failed or on hold',
  'policy.choice.none': 'none',

  'policy.wrong.days': 'A number of days from 1 to 730.',
  'policy.wrong.dateOrNull': 'A date such as 2027-06-30, or “none”.',
  'policy.wrong.count': 'A number from 0 to 100.',
  'policy.wrong.duration': 'Such as 2 days, 12 hours or 90 minutes.',
  'policy.wrong.durationOrNone': 'Such as 2 days, 12 hours or 90 minutes, or “none”.',
  'policy.wrong.durations': 'Such as 1 day, 2 hours, 15 minutes, or “none”.',
  'policy.wrong.choice': 'Choose one of these.',

  'policy.group.booking': 'Choosing a time',
  'policy.group.changes': 'Moving and cancelling',
  'policy.group.mails': 'Emails',
  'policy.group.day': 'On the day',
  'policy.group.retake': 'Retakes',

  'policy.bookingWindowDays': 'Bookable how many days ahead',
  'policy.lastDate': 'Last date that can be booked',
  'policy.minimumNotice': 'Bookable until how long before',
  'policy.invitationValidFor': 'Time to choose',
  'policy.holdFor': 'A time looked at is held for',
  'policy.waitlist.offerFor': 'A freed time is offered to one person for',

  'policy.reschedule.limit': 'How often it may be moved',
  'policy.reschedule.warnAt': 'A warning from the nth move on',
  'policy.reschedule.cutoff': 'Movable until how long before',
  'policy.cancel.cutoff': 'Can be cancelled until how long before',

  'policy.reminders.candidate': 'Reminders to the candidate, before the start',
  'policy.reminders.interviewers': 'Reminders to interviewers, before the start',
  'policy.nudges': 'Nudges while no time is chosen, after',
  'policy.feedbackDue': 'Feedback is asked for, after the end',

  'policy.confirmAttendance': 'Attendance must be confirmed',
  'policy.joinVisibleBefore': 'The link to join is hidden until how long before',
  'policy.noShowGrace': 'Waiting for whoever is late',
  'policy.completeAfter': 'Closed by itself, after the end',
  'policy.dropOut': 'When an interviewer cannot come',

  'policy.retake.outcomes': 'Possible after the outcome',
  'policy.retake.cooldown': 'Not before how long after',
  'policy.retake.limit': 'How many at most',
  'policy.retake.requestValidFor': 'A request is open for',
  'policy.retake.twoPerson': 'Another person must approve',
} as const satisfies Dictionary;
