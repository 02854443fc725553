import { panelGroupSchema, templateInputSchema } from '@interlude/shared/schemas/template';
import { describe, expect, it } from 'vitest';
import { testWords } from '../words/test-words.ts';
import { draftOf, emptyGroup, groupLine, isPanelWrong, panelOf, panelProblems, skillsFrom } from './panel.models.ts';

const { t } = testWords;
const panelSchema = templateInputSchema.shape.panel;
const people = [
  { personId: 'ada', skills: ['sql'] },
  { personId: 'ben', skills: [] },
];

describe('a group in one line', () => {
  const list = (words: readonly string[]) => words.join(' & ');

  it('says how many of whom, which skills and whether it is optional', () => {
    expect(groupLine({ count: 2 }, ['Ada', 'Ben'], { t, list })).toBe('Ada & Ben');
    const group = { count: 1, optional: true, skills: ['sql', 'ux'] };
    expect(groupLine(group, ['Ada', 'Ben'], { t, list })).toBe('1 of Ada, Ben, must have: sql & ux (optional)');
  });
});

describe('a panel that is being typed', () => {
  it('becomes what the API takes, and what is stored becomes the same again', () => {
    const stored = [
      { anyOf: ['ada', 'ben'], count: 1, skills: ['sql', 'system design'] },
      { anyOf: ['ben'], count: 1, optional: true as const },
    ];
    expect(panelOf(draftOf(stored))).toEqual(stored);
    for (const group of panelOf(draftOf(stored))) expect(panelGroupSchema.safeParse(group).success).toBe(true);
  });

  it('reads skills in any spelling once', () => {
    expect(skillsFrom(' SQL, sql ,System Design,, ')).toEqual(['sql', 'system design']);
  });

  it('needs people, a number they can fill with their skills, and a group that is not optional', () => {
    const both = { ...emptyGroup, anyOf: ['ada', 'ben'] };
    expect(panelProblems([both], people)).toEqual({ groups: [[]], isOnlyOptional: false, isTooLarge: false });
    expect(panelProblems([emptyGroup], people).groups).toEqual([['people', 'count']]);
    expect(panelProblems([{ ...both, count: '2', skills: 'sql' }], people).groups).toEqual([['count']]);
    expect(panelProblems([{ ...both, count: 'x' }], people).groups).toEqual([['count']]);
    expect(panelProblems([{ ...both, optional: true }], people)).toMatchObject({ groups: [[]], isOnlyOptional: true });
    expect(panelProblems([{ ...both, skills: 'x'.repeat(41) }], people).groups).toEqual([['count', 'skills']]);
  });

  it('is wrong where the schema takes it for too much, and right just below', () => {
    const crowd = Array.from({ length: 51 }, (_, n) => ({ personId: `per_${n}`, skills: [] }));
    const group = (people: number, count: number, optional = false) => ({
      ...emptyGroup,
      anyOf: crowd.slice(0, people).map(({ personId }) => personId),
      count: String(count),
      optional,
    });
    const panels = [
      [group(50, 20), group(50, 20, true)],
      [group(51, 1)],
      [group(50, 21)],
      [group(1, 1), group(50, 21, true)],
      Array.from({ length: 10 }, () => group(1, 1)),
      Array.from({ length: 11 }, () => group(1, 1)),
    ];
    const areTaken = panels.map((panel) => panelSchema.safeParse(panelOf(panel)).success);
    expect(areTaken).toEqual([true, false, false, false, true, false]);
    expect(panels.map((panel) => !isPanelWrong(panelProblems(panel, crowd)))).toEqual(areTaken);
  });
});
