import type { Dictionary } from '../../i18n/translator.ts';

/** What the console says about group sessions. */
export const enHrGroups = {
  'group.title': 'Group session',
  'group.page': '{title}: group session',
  'group.none': 'No time booked yet. Up to {places} guests can be in one session.',
  'group.booked': '{booked} of {places} places booked',
  'group.open': 'Open the session',
  'group.people': 'Who comes is settled on the page of the session, for all its guests at once.',
  'group.actions': 'Guests are moved and cancelled each on their own page. With the last one the session ends.',
  'group.places': 'Guests in one meeting',
  'group.places.hint': 'More than 1 makes it a group session: everybody invited books a place of their own in it.',
  'group.places.wrong': 'Enter a whole number from 1 to {most}.',
  'group.card': 'Group session for up to {places}',
  'did.openGroup': 'The first place was booked, so the session takes place',
  'did.endGroup': 'The last guest left, so the session does not take place',
  'did.groupPeople': 'Somebody else gives the session: {joined} instead of {left}',
  'did.groupPeople.beside': '{joined} gives the session too',
  'did.groupPeople.inside': '{left} no longer gives the session',
} as const satisfies Dictionary;
