import { panelLimits } from '@interlude/shared/booking/panel-rules';
import type { PhoneTerms } from '@interlude/shared/booking/phone-call';
import type { HrTranslator } from '../words/hr-words.tsx';

export interface GroupFacts {
  readonly count: number;
  readonly optional?: boolean | undefined;
  readonly skills?: readonly string[] | undefined;
}

/** One group in a line: how many of whom, whether optional, which skills. */
export function groupLine(
  group: GroupFacts,
  names: readonly string[],
  { t, list }: { t: HrTranslator; list: (words: readonly string[]) => string },
): string {
  const who =
    names.length === group.count
      ? t('panel.line.all', { names: list(names) })
      : t('panel.line', { count: group.count, names: names.join(', ') });
  const skilled = group.skills?.length ? t('panel.line.skills', { line: who, skills: list(group.skills) }) : who;
  return group.optional ? t('panel.line.optional', { line: skilled }) : skilled;
}

export interface GroupDraft {
  readonly anyOf: readonly string[];
  readonly count: string;
  readonly optional: boolean;
  readonly skills: string;
  /** Where the candidate calls this group in place of the number for all. */
  readonly callNumber: string;
  readonly callCode: string;
}

export const emptyGroup: GroupDraft = {
  anyOf: [],
  count: '1',
  optional: false,
  skills: '',
  callNumber: '',
  callCode: '',
};

const mostSkills = 10;
const longestSkill = 40;

/** Skills out of a text with commas: small letters, each once. */
export function skillsFrom(text: string): string[] {
  const words = text.split(',').map((word) => word.trim().toLowerCase());
  return [...new Set(words.filter((word) => word !== ''))];
}

/** Whether there are too many skills, or one is too long. */
export function areSkillsWrong(skills: readonly string[], most: number = mostSkills): boolean {
  return skills.length > most || skills.some((skill) => skill.length > longestSkill);
}

interface StoredGroup extends GroupFacts {
  readonly anyOf: readonly string[];
}

export function draftOf(panel: readonly StoredGroup[], lines: PhoneTerms['byGroup'] = {}): GroupDraft[] {
  return panel.map(({ anyOf, count, optional, skills }, group) => ({
    anyOf: [...anyOf],
    count: String(count),
    optional: optional === true,
    skills: (skills ?? []).join(', '),
    callNumber: lines[group]?.number ?? '',
    callCode: lines[group]?.code ?? '',
  }));
}

export interface Panelist {
  readonly personId: string;
  readonly skills: readonly string[];
}

/** How many of a group's people have the skills it asks for. */
export function qualifiedIn({ anyOf, skills }: GroupDraft, people: readonly Panelist[]): number {
  const wanted = skillsFrom(skills);
  const chosen = people.filter(({ personId }) => anyOf.includes(personId));
  return chosen.filter((person) => wanted.every((skill) => person.skills.includes(skill))).length;
}

/** The most seats a group can have; nobody has to qualify for one that is optional. */
export function mostSeats(group: GroupDraft, people: readonly Panelist[]): number {
  return Math.min(panelLimits.seats, group.optional ? group.anyOf.length : qualifiedIn(group, people));
}

export type PanelProblem = 'people' | 'tooMany' | 'count' | 'skills';

/** What is wrong with each group, and with them together. Whether groups compete the server knows. */
export function panelProblems(draft: readonly GroupDraft[], people: readonly Panelist[]) {
  const groups = draft.map((group): PanelProblem[] => {
    const count = /^\d{1,2}$/.test(group.count.trim()) ? Number(group.count) : 0;
    return [
      ...(group.anyOf.length === 0 ? (['people'] as const) : []),
      ...(group.anyOf.length > panelLimits.people ? (['tooMany'] as const) : []),
      ...(count < 1 || count > mostSeats(group, people) ? (['count'] as const) : []),
      ...(areSkillsWrong(skillsFrom(group.skills)) ? (['skills'] as const) : []),
    ];
  });
  return {
    groups,
    isOnlyOptional: draft.every(({ optional }) => optional),
    isTooLarge: draft.length > panelLimits.groups,
  };
}

export function isPanelWrong({ groups, isOnlyOptional, isTooLarge }: ReturnType<typeof panelProblems>): boolean {
  return isOnlyOptional || isTooLarge || groups.some((group) => group.length > 0);
}

export function panelOf(draft: readonly GroupDraft[]) {
  return draft.map(({ anyOf, count, optional, skills }) => ({
    anyOf: [...anyOf],
    count: Number(count),
    ...(optional ? { optional: true as const } : {}),
    ...(skillsFrom(skills).length > 0 ? { skills: skillsFrom(skills) } : {}),
  }));
}
