import type { Dictionary } from '../../i18n/translator.ts';

/** Sentences of the forms of templates and services alike. */
export const enOffers = {
  'offer.name': 'Name',
  'offer.name.wrong': 'Give it a name. At most 120 characters.',
  'offer.minutes': 'Minutes',
  'offer.minutes.wrong': 'From 5 to 480, in steps of 5.',
  'offer.provider': 'How people meet',
  'offer.venue': 'Place',
  'offer.venue.wrong': 'Say where people meet, in at most 300 characters.',
  'offer.meetingUrl': 'Link to join (optional)',
  'offer.meetingUrl.wrong': 'A link that begins with https.',
  'offer.demands': 'Rooms and licences',
  'offer.step': 'Minutes from start to start',
  'offer.step.wrong': 'From 5 to 480, in steps of 5.',
  'offer.before': 'Free minutes before',
  'offer.before.wrong': 'From 0 to 240.',
  'offer.after': 'Free minutes after',
  'offer.after.wrong': 'From 0 to 240.',
  'offer.zone': 'Time zone',
  'offer.zone.wrong': 'Such as Europe/Lisbon.',
  'offer.conflict': 'Somebody else has changed this meanwhile, so it is not saved yet.',
  'offer.conflict.taken': 'Their changes now stand in the form: {fields}.',
  'offer.conflict.kept': 'You both changed: {fields}. What you typed stands; saving replaces theirs.',
  'offer.conflict.field': '“{field}”',
  'offer.conflict.again': 'Look at it and save again.',
  'offer.conflict.archived': 'Somebody else has archived this meanwhile, so it can no longer be changed here.',
} as const satisfies Dictionary;
