import type { Hr } from '../session/hr-context.tsx';
import type { GlyphName } from '../shell/glyph.tsx';
import type { NavGroup } from '../shell/nav.ts';
import type { PlainWord } from '../words/hr-words.tsx';
import { isMatched, isNearlyMatched } from './mark-match.models.ts';
import type { Found } from './palette.queries.ts';

/** One line that may be chosen, and where it leads. */
export interface Option {
  readonly id: string;
  readonly href: string;
  readonly text: string;
  readonly glyph: GlyphName;
  readonly found?: Found;
}

export interface OptionGroup {
  readonly id: string;
  readonly name: string;
  readonly options: readonly Option[];
}

const kinds = ['interview', 'candidate', 'job', 'person', 'service'] as const;

const glyphs: Readonly<Record<Found['kind'], GlyphName>> = {
  interview: 'calendar',
  candidate: 'person',
  job: 'box',
  person: 'person',
  service: 'flag',
};

function hrefOf({ kind, id }: Found): string {
  if (kind === 'interview') return `/hr/${id.startsWith('apt_') ? 'appointments' : 'interviews'}/${id}`;
  if (kind === 'service') return '/hr/services';
  return `/hr/${{ candidate: 'candidates', job: 'jobs', person: 'people' }[kind]}/${id}`;
}

/** The results by what they are. Those without a page of their own are left out. */
export function resultGroups(
  results: readonly Found[],
  { t, isPage }: { readonly t: Hr['t']; readonly isPage: (href: string) => boolean },
): OptionGroup[] {
  return kinds.flatMap((kind) => {
    const options = results
      .filter((found) => found.kind === kind && isPage(hrefOf(found)))
      .map((found) => ({ id: found.id, href: hrefOf(found), text: found.title, glyph: glyphs[kind], found }));
    return options.length === 0 ? [] : [{ id: kind, name: t(`palette.kind.${kind}`), options }];
  });
}

/** What can be done with the one that is chosen, beside opening it: links that are filled in. */
export function actionGroup({ found }: Option, { t, may }: Pick<Hr, 't' | 'may'>): OptionGroup | null {
  if (found === undefined) return null;
  const { kind, id, title } = found;
  const action = (word: PlainWord, href: string, glyph: GlyphName): Option => {
    return { id: `do-${word}`, href, text: t(word), glyph };
  };
  const mayInvite = may('interviews:write');
  const options = [
    ...(kind === 'candidate' && mayInvite
      ? [action('palette.action.inviteCandidate', `/hr/invite?candidate=${id}`, 'plus')]
      : []),
    ...(kind === 'job' && mayInvite ? [action('palette.action.inviteForJob', `/hr/invite?job=${id}`, 'plus')] : []),
    ...(kind === 'job'
      ? [action('palette.action.interviewsOfJob', `/hr/interviews?job=${id}&order=newest`, 'list')]
      : []),
  ];
  return options.length === 0 ? null : { id: 'do', name: t('palette.do', { title }), options };
}

/** The pages whose name somebody types, with a slip where no other is meant; all of them before anything is typed. */
export function pageGroup(
  groups: readonly NavGroup[],
  typed: string,
  { t, may }: Pick<Hr, 't' | 'may'>,
): OptionGroup | null {
  const invite: Option[] = may('interviews:write')
    ? [{ id: 'go-/hr/invite', href: '/hr/invite', text: t('hr.nav.invite'), glyph: 'plus' }]
    : [];
  const entries = groups.flatMap(({ entries }) => entries);
  const named = entries.map(({ href, glyph, text }): Option => ({ id: `go-${href}`, href, text: t(text), glyph }));
  const all = [...invite, ...named];
  const exact = all.filter(({ text }) => isMatched(text, typed));
  const options = exact.length > 0 ? exact : all.filter(({ text }) => isNearlyMatched(text, typed));
  return options.length === 0 ? null : { id: 'go', name: t('palette.goTo'), options };
}
