import type { Dictionary } from '../i18n/translator.ts';

export const enWaitlist = {
  'wait.title': 'Hear of times that become free',
  'wait.why': 'We email you when one does, and keep it for you alone for a while. You can still book here meanwhile.',
  'wait.join': 'Join the waitlist',
  'wait.joined': 'You are on the waitlist',
  'wait.joined.since':
    'You have been in line since {date}. When a time becomes free, we email you and keep it for you for a while.',
  'wait.leave': 'Leave the waitlist',
  'wait.left': 'You have left the waitlist.',
  'wait.offer': 'A time has become free for you',
  'wait.offer.until': 'It is kept for you alone until {time}. After that it goes to the next in line.',
  'wait.book': 'Book {when}',
  'wait.pass': 'Pass on this time',
  'wait.passed': 'Passed on. You keep your place for the next time.',
} as const satisfies Dictionary;
