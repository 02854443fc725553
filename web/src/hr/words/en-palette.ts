import type { Dictionary } from '../../i18n/translator.ts';

/** Sentences of the search over everything, and of what it leads to. */
export const enPalette = {
  'palette.open': 'Search or jump',
  'palette.title': 'Search or jump to a page',
  'palette.field': 'A name, an address, an id or a page',
  'palette.list': 'Found',
  'palette.kind.interview': 'Interviews',
  'palette.kind.candidate': 'Candidates',
  'palette.kind.job': 'Jobs',
  'palette.kind.person': 'People',
  'palette.kind.service': 'Services',
  'palette.do': 'Do with {title}',
  'palette.goTo': 'Go to',
  'palette.action.inviteCandidate': 'Invite to an interview',
  'palette.action.inviteForJob': 'Invite somebody for this job',
  'palette.action.interviewsOfJob': 'Show its interviews',
  'palette.none': 'Nothing found for “{text}”.',
  'palette.none.hint': 'Try the beginning of a name, a whole address or an id.',
  'palette.found': { one: '{count} result', other: '{count} results' },
  'palette.searching': 'Searching…',
  'palette.offline': 'You are offline. Pages can still be opened; the search needs a connection.',
  'palette.again': 'Search again',
  'palette.keys.choose': 'choose',
  'palette.keys.open': 'open',
  'palette.keys.more': 'more to do',
} as const satisfies Dictionary;
