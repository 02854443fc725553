import type { Dictionary } from '../../i18n/translator.ts';

export const enFeeds = {
  'own.title': 'Your bookings in your calendar',
  'own.lead':
    'A secret address that calendar programs can subscribe to: it has the bookings you are in. Whoever knows it reads the names of those you meet.',
  'room.title': 'Calendar of {name}',
  'room.lead':
    'A secret address that calendar programs can subscribe to: it says when the room is taken, and not by whom.',
  'room.open': 'Calendar',
  'room.open.of': 'Calendar of {name}',
  'made.none': 'There is no address yet.',
  made: 'There is an address, made {ago}. It cannot be shown again. If it is lost, replace it: the one of before stops working at once.',
  make: 'Make an address',
  replace: 'Replace the address',
  revoke: 'Revoke the address',
  revoked: 'The address is revoked.',
  address: 'The address, shown only now',
  copy: 'Copy',
  copied: 'The address is copied.',
  'copy.byHand': 'Copy it by hand: this browser does not allow it otherwise.',
} as const satisfies Dictionary;
