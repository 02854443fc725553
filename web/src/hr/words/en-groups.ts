import type { Dictionary } from '../../i18n/translator.ts';

export const enHrGroups = {
  'group.title': 'Group session',
  'group.page': '{title}: group session',
  'group.none': 'No time booked yet. Up to {places} guests can be in one session.',
  'group.gone': 'No place is booked any more. Up to {places} guests can be in one session.',
  'group.booked': '{booked} of {places} places booked',
  'group.open': 'Open the session',
  'group.people':
    'Who comes is settled on the page of the session. There it can be moved or called off for all its guests at once.',
  'group.actions': 'Guests are moved and cancelled each on their own page. With the last one the session ends.',
  'group.actions.all': 'This is for all guests at once. One alone is moved or cancelled on their own page.',
  'group.means.guests': { one: '{count} guest gets an email at once.', other: '{count} guests get an email at once.' },
  'group.means.givers': {
    one: '{count} interviewer who gives it gets one too.',
    other: '{count} interviewers who give it get one too.',
  },
  'group.means.held': 'Places that somebody is only choosing are not taken along.',
  'group.means.confirm': 'Guests who have confirmed are asked to confirm again.',
  'group.means.others': 'To keep the time from others, enter time off first.',
  'group.places': 'Guests in one meeting',
  'group.places.hint': 'More than 1 makes it a group session: everybody invited books a place of their own in it.',
  'group.places.wrong': 'Enter a whole number from 1 to {most}.',
  'group.card': 'Group session for up to {places}',
  'did.openGroup': 'The first place was booked, so the session takes place',
  'did.endGroup': 'The last guest left, so the session does not take place',
  'did.reschedule.together': 'with all {count} guests of the session',
  'did.groupPeople': 'Somebody else gives the session: {joined} instead of {left}',
  'did.groupPeople.beside': '{joined} gives the session too',
  'did.groupPeople.inside': '{left} no longer gives the session',
} as const satisfies Dictionary;

/** Replaces the sentences about moving and cancelling where they are about a whole session. */
export const enOfGroups = {
  'act.reschedule': 'Move the session',
  'act.cancel': 'Call the session off',
  'ask.reschedule': 'Move the session with all its guests?',
  'ask.cancel': 'Call the session off for all its guests?',
  'do.cancel': 'Call the session off',
  'done.reschedule': 'The session has moved. Everybody in it gets an email.',
  'done.cancel': 'The session is called off. Everybody in it gets an email.',
  'form.slot.candidate': 'Where it takes place: {when}, {place} time',
  'means.uncounted': 'It does not count as a change of any guest.',
  'means.final': 'This cannot be undone. To meet after all, guests are invited or book again.',
  'did.cancel': 'Called off with all its guests',
  'did.reschedule': 'Moved with all its guests to {when}',
  'plan.start': 'Session starts by itself',
} as const satisfies Dictionary;
