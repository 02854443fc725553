import type { Dictionary } from '../../i18n/translator.ts';

export const enAvailability = {
  'hours.title': 'Availability',
  'hours.person': 'Whose hours',
  'hours.zone': 'Time zone',
  'hours.week': 'Weekly hours',
  'hours.week.hint':
    'For example 09:00–12:00, 13:00–17:00, on the clock of the time zone. 24:00 is the end of the day.',
  'hours.wrong': 'Write hours like 09:00–12:00, with commas between them.',
  'hours.dates': 'Dates with other hours',
  'hours.dates.hint': 'One date a line, like 2027-03-01 10:00–12:00. A date alone is a day off.',
  'hours.dates.wrong': 'Write one date a line, each date once, like 2027-03-01 10:00–12:00.',
  'hours.settings': 'Around each interview',
  'hours.settings.hint': 'Where the interview asks for more than this, that counts.',
  'hours.before': 'Free minutes before',
  'hours.before.wrong': 'Enter minutes, 240 at most.',
  'hours.after': 'Free minutes after',
  'hours.after.wrong': 'Enter minutes, 240 at most.',
  'hours.notice': 'Hours of notice',
  'hours.notice.wrong': 'Enter full hours, 744 at most.',
  'hours.outside': {
    one: '{count} booked interview would lie outside these hours. It is not moved.',
    other: '{count} booked interviews would lie outside these hours. They are not moved.',
  },
  'hours.save': 'Save',
  'hours.save.anyway': 'Save all the same',
  'hours.saved': 'The hours are saved.',
  'hours.preview': 'What a candidate would see',
  'hours.preview.day': { one: '{date}: {count} time', other: '{date}: {count} times' },
} as const satisfies Dictionary;
