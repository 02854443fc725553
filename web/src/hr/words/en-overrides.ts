import type { Dictionary } from '../../i18n/translator.ts';

export const enOverrides = {
  'override.title': 'What stands in the way',
  'override.rule.cap': 'It is more than somebody’s cap for that day or week.',
  'override.rule.hours': 'It lies outside working hours.',
  'override.rule.notice': 'It is sooner than the notice that somebody asks for.',
  'override.rule.time_off': 'Somebody has time off then.',
  'override.rule.busy_elsewhere': 'Somebody’s calendar says they are busy then.',
  'override.do': 'Book anyway',
  'override.reason': 'Why it is booked anyway',
  'override.reason.text': 'Why, in your own words (optional)',
  'override.reason.missing': 'Choose why it is booked anyway.',
  'override.record':
    'Your name, what was set aside and why are kept in the history of this interview. For all other interviews the rules stay as they are.',
  'refused.overridable': {
    one: 'Nothing has changed yet: a rule stands in the way.',
    other: 'Nothing has changed yet: {count} rules stand in the way.',
  },
  'refused.interviewer_time_off': 'This person has time off then.',
  'refused.interviewer_cap': 'This person has as many interviews as they can take that day or week.',
  'refused.interviewer_busy': 'This person has something else then.',
  'refused.parts_together':
    'The other parts of the invitation have no time yet: the candidate chooses all of them at once.',
} as const satisfies Dictionary;
