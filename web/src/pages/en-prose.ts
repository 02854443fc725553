import type { Dictionary } from '../i18n/translator.ts';

export const enProse = {
  'prose.privacy.title': 'Privacy',
  'prose.privacy.1': 'This page shows one interview to whoever holds its link, so treat the link like a key.',
  'prose.privacy.2':
    'It keeps your name, address, time zone, the times you choose and what you write to us, for the company that invited you. To have it corrected or erased, write to the person named in your email.',
  'prose.privacy.3':
    'One cookie remembers that you opened the link. Nothing is loaded from or sent to anyone else, and nobody measures what you click.',
  'prose.accessibility.title': 'Accessibility',
  'prose.accessibility.1':
    'The pages are built to WCAG 2.2, level AA: they work by keyboard alone, in light, dark and high contrast, with larger text, and without motion.',
  'prose.accessibility.2':
    'Tests check it in Chromium: contrast, also in forced colours; names and order for assistive technology; every step from the link to the end by keyboard, and that the focus is never lost; text at twice its size; screens 320 pixels wide; and pages from right to left.',
  'prose.accessibility.3':
    'It has not yet been tried with a screen reader, voice control or a magnifier, on real phones, on paper, or in Firefox and Safari.',
  'prose.accessibility.4':
    'If something does not work for you, answer any of our emails. A person reads it and can book for you.',
} as const satisfies Dictionary;
