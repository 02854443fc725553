import type { Dictionary } from '../../i18n/translator.ts';

export const enHrParts = {
  'parts.add': 'Add a part',
  'parts.lead':
    'The candidate chooses times for all parts at once and books them with one click. One email invites to all.',
  'parts.template': 'Template of part {number}',
  'parts.remove': 'Remove',
  'parts.remove.label': 'Remove part {number}',
  'parts.missing': 'Choose a template, or remove this part.',
  'parts.arranged': 'How they lie to each other',
  'parts.withinDays': 'Days on which they begin',
  'parts.withinDays.hint': '1 means all on the same day.',
  'parts.withinDays.wrong': 'Enter a whole number from 1 to 31.',
  'parts.gap.min': 'Shortest gap, in minutes',
  'parts.gap.max': 'Longest gap, in minutes (optional)',
  'parts.gap.wrong': 'Enter whole minutes; the longest gap may not be shorter than the shortest.',
  'parts.row': 'Part {number} of {of}',
  'parts.title': 'Parts of the invitation',
  'parts.nth': 'Part {number}: {type}',
  'parts.day.one': 'All on one day',
  'parts.day.many': 'Within {days} days',
  'means.parts.extend': 'The deadline and the link of all parts that are not booked yet change with it.',
  'means.parts.stay': 'The other parts of the invitation stay as they are.',
  'means.parts.between': 'To keep the order, gaps and days of its parts, choose a start from {from} to {to}.',
  'means.parts.from': 'To keep the order, gaps and days of its parts, choose a start from {from} on.',
  'means.parts.until': 'To keep the order, gaps and days of its parts, choose a start until {to}.',
  'means.parts.never': 'The other parts leave no start that keeps the order, gaps and days.',
} as const satisfies Dictionary;
