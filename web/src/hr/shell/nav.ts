import type { Hr } from '../session/hr-context.tsx';
import type { StaffPermission } from '../session/session.queries.ts';
import type { PlainWord } from '../words/hr-words.tsx';
import type { GlyphName } from './glyph.tsx';

type Word = Extract<PlainWord, `hr.nav.${string}`>;

export interface NavEntry {
  readonly href: string;
  readonly glyph: GlyphName;
  readonly text: Word;
  /** Absent where everybody may. */
  readonly needs?: StaffPermission;
}

export interface NavGroup {
  readonly name: Word;
  readonly entries: readonly NavEntry[];
}

/** The pages of the console in groups, as the rail shows them and the palette finds them. */
export const today: NavEntry = { href: '/hr', glyph: 'home', text: 'hr.nav.today' };

export const navGroups: readonly NavGroup[] = [
  {
    name: 'hr.nav.schedule',
    entries: [
      { href: '/hr/interviews', glyph: 'list', text: 'hr.nav.interviews' },
      { href: '/hr/retakes', glyph: 'repeat', text: 'hr.nav.retakes', needs: 'retakes:read' },
      { href: '/hr/appointments', glyph: 'calendar', text: 'hr.nav.appointments' },
      { href: '/hr/jobs', glyph: 'box', text: 'hr.nav.jobs', needs: 'jobs:read' },
    ],
  },
  {
    name: 'hr.nav.staff',
    entries: [
      { href: '/hr/candidates', glyph: 'person', text: 'hr.nav.candidates', needs: 'jobs:read' },
      { href: '/hr/people', glyph: 'people', text: 'hr.nav.people', needs: 'people:read' },
      { href: '/hr/availability', glyph: 'clock', text: 'hr.nav.availability', needs: 'availability:write' },
    ],
  },
  {
    name: 'hr.nav.setup',
    entries: [
      { href: '/hr/templates', glyph: 'box', text: 'hr.nav.templates', needs: 'templates:read' },
      { href: '/hr/services', glyph: 'flag', text: 'hr.nav.services', needs: 'services:read' },
      { href: '/hr/resources', glyph: 'door', text: 'hr.nav.resources', needs: 'templates:read' },
      { href: '/hr/settings', glyph: 'sliders', text: 'hr.nav.settings', needs: 'settings:write' },
    ],
  },
];

/** Those that somebody may open, without groups that are empty then. */
export function navFor(may: Hr['may'], groups = navGroups): NavGroup[] {
  return groups.flatMap(({ name, entries }) => {
    const open = entries.filter(({ needs }) => needs === undefined || may(needs));
    return open.length === 0 ? [] : [{ name, entries: open }];
  });
}
