import type { Dictionary } from '../i18n/translator.ts';

/** Sentences of the ways out of a link that leads nowhere, which are fetched when they are needed. */
export const enLinks = {
  'ask.address': 'The address your invitation came to',
  'ask.address.wrong': 'This is not an address yet.',
  'ask.address.send': 'Email me my link',
  'ask.address.what':
    'If we know the address, an email with your link is on its way in a moment: one from each company that invited you.',
  'ask.invitation.ended': 'It ended on {date} UTC.',
  'ask.invitation.still': 'You can still ask for a new one. The company decides, and nothing else has changed.',
  'ask.invitation': 'Ask for a new invitation',
  'ask.invitation.done':
    'Thank you. If the invitation can be renewed, the company has been told that you are still interested. A new link comes by email.',
} as const satisfies Dictionary;
