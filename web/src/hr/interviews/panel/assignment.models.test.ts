import { describe, expect, it } from 'vitest';
import { testWords } from '../../words/test-words.ts';
import { type Considered, isSeatedElsewhere, whyText } from './assignment.models.ts';

const { t } = testWords;
const considered = (personId: string, more: Partial<Considered> = {}): Considered => ({
  personId,
  name: personId,
  outcome: 'not_needed',
  by: null,
  because: null,
  interviews: 0,
  lastEndsAt: null,
  ...more,
});

describe('why somebody was chosen or not', () => {
  it('is said in words for every rule and every reason', () => {
    const rules = ['only_one', 'kept', 'fewest', 'longest_since', 'seeded'] as const;
    const reasons = [
      'inactive',
      'skill',
      'hours',
      'step',
      'notice',
      'busy',
      'day_cap',
      'week_cap',
      'contended',
    ] as const;
    for (const by of rules) expect(whyText({ by, because: null }, t)).toMatch(/^Chosen/);
    for (const because of reasons) expect(whyText({ by: null, because }, t)).toMatch(/^(Not |Left out)/);
    expect(whyText({ by: null, because: null }, t)).toBe('Free, but not needed');
  });

  it('may be that they sit in another group', () => {
    const group = { count: 1, optional: false, skills: [], omitted: 0 };
    const [ada, ben] = [considered('ada'), considered('ben')];
    const seated = considered('ada', { outcome: 'chosen', by: 'only_one' });
    const groups = [
      { ...group, pool: [ada, ben] },
      { ...group, pool: [seated] },
    ];
    expect(isSeatedElsewhere(ada, groups)).toBe(true);
    expect(isSeatedElsewhere(ben, groups)).toBe(false);
    expect(isSeatedElsewhere(seated, groups)).toBe(false);
  });
});
