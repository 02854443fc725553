import type { Dictionary } from '../../i18n/translator.ts';

/** Sentences about inviting: several at once, and what it will mean. */
export const enInvite = {
  'source.several': 'Several at once',
  'people.find': 'Name or email address',
  'people.hint':
    'Type to find candidates on file, or enter a name and an address. A list can be pasted, one person a line.',
  'people.list': 'Who is invited',
  'people.none': 'Add at least one person.',
  'people.most': 'At most {count} people are invited at once.',
  'people.wrong': 'These lines have no usable address: {lines}',
  'people.found': 'Candidates on file',
  'people.add': 'Add {name}',
  'people.remove': 'Remove {name}',

  personal: 'A sentence of your own (optional)',
  'personal.hint': 'It stands in the invitation as you write it, whatever the language of the email.',
  'personal.wrong': 'At most 500 characters.',

  meaning: 'What it means',
  'meaning.wait': 'Choose who and what, and you see here which times there are and what will be mailed.',
  'meaning.parts': 'The times of several parts are found together when the candidate opens the link.',
  'meaning.newJob': 'For a new job this is known once it is made.',
  'meaning.starts': { one: '{count} start to choose from', other: '{count} starts to choose from' },
  'meaning.until': 'until {date}. The first ones:',
  'meaning.none': 'Nobody is free in this time. The candidate would see no time to choose.',
  'meaning.few': 'Fewer starts than people: not everybody will find a time.',
  'meaning.open': 'An invitation for this job is waiting for an answer already.',
  'meaning.open.many': 'An invitation for this job is waiting for an answer already: {names}.',
  'meaning.open.link': 'Open it',
  'meaning.mails': 'Emails, if no time is chosen',
  'meaning.mails.of': 'Emails to {name}, if no time is chosen',
  'meaning.mails.booked': 'Emails, if {when} is chosen now',
  'meaning.to': 'To {address}',

  'do.many': { one: 'Send {count} invitation', other: 'Send {count} invitations' },
  'results.title': 'Who is invited now',
  'results.sent': { one: '{count} invitation is on its way.', other: '{count} invitations are on their way.' },
  'results.failed': { one: '{count} person is not invited.', other: '{count} people are not invited.' },
  'results.ok': 'Invited',
  'results.open': 'Invited: {name}, open the interview',
  'results.unknown': {
    one: 'For {count} person the answer was lost: trying again invites nobody twice.',
    other: 'For {count} people the answer was lost: trying again invites nobody twice.',
  },
  'results.again': 'Try the failed ones again',
} as const satisfies Dictionary;
