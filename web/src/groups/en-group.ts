import type { Dictionary } from '../i18n/translator.ts';

/** What a guest of a group session is told, fetched after the page. */
export const enGroup = {
  'group.note':
    'This is a group session: up to {count} people take part at the same time. You book a place for yourself, and nobody sees who else has booked.',
} as const satisfies Dictionary;
