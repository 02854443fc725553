import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coupledInService, emptyDraft } from '../services/service-draft.models.ts';
import { type BookableDraft, coupledFields, emptyBookable } from './draft.models.ts';
import { mergedDraft, shortly } from './merge-draft.models.ts';

const value = fc.oneof(fc.constantFrom('', '30', '45'), fc.array(fc.constantFrom('ada', 'ben'), { maxLength: 2 }));
const draft = fc.record({ name: value, minutes: value, people: value });

describe('what two people typed into the same form', () => {
  it('keeps every change of mine and takes every other change of theirs', () => {
    fc.assert(
      fc.property(draft, draft, draft, (from, mine, theirs) => {
        const merged = mergedDraft({ from, mine, theirs });
        for (const field of ['name', 'minutes', 'people'] as const) {
          const [was, typed, saved] = [from, mine, theirs].map((one) => JSON.stringify(one[field]));
          const wanted = typed === was ? saved : typed;
          expect(JSON.stringify(merged.draft[field])).toBe(wanted);
          expect(merged.taken.includes(field)).toBe(typed === was && saved !== was);
          expect(merged.kept.includes(field)).toBe(new Set([was, typed, saved]).size === 3);
        }
      }),
    );
  });

  it('takes coupled fields from one of the two only', () => {
    fc.assert(
      fc.property(draft, draft, draft, (from, mine, theirs) => {
        const { draft: merged, taken, kept } = mergedDraft({ from, mine, theirs }, [['name', 'minutes']]);
        const unit = ({ name, minutes }: typeof from) => JSON.stringify([name, minutes]);
        const isMine = unit(mine) !== unit(from);
        expect(unit(merged)).toBe(unit(isMine ? mine : theirs));
        expect(taken.some((field) => field !== 'people')).toBe(!isMine && unit(theirs) !== unit(from));
        expect(kept.some((field) => field !== 'people')).toBe(new Set([from, mine, theirs].map(unit)).size === 3);
        const alone = mergedDraft({ from, mine, theirs });
        expect([merged.people, taken.includes('people'), kept.includes('people')]).toEqual([
          alone.draft.people,
          alone.taken.includes('people'),
          alone.kept.includes('people'),
        ]);
      }),
    );
  });

  it('sends nobody to the place of a meeting that somebody else made a call', () => {
    const from: BookableDraft = { ...emptyBookable, provider: 'in_person', venue: 'A' };
    const call: BookableDraft = { ...from, provider: 'zoom', venue: '', meetingUrl: 'https://meet.example/a' };
    const moved = mergedDraft({ from, mine: { ...from, venue: 'B' }, theirs: call }, coupledFields);
    expect(moved).toEqual({
      draft: { ...from, venue: 'B' },
      taken: [],
      kept: ['provider', 'venue', 'meetingUrl'],
    });
    const remote = { ...call, meetingUrl: '' };
    const met = mergedDraft({ from: remote, mine: { ...from, venue: 'B' }, theirs: call }, coupledFields);
    expect(met.draft).toEqual({ ...from, venue: 'B' });
  });

  it('reads nobody’s amount in a currency that somebody else chose', () => {
    const from = { ...emptyDraft, amount: '45.00' };
    const versions = { from, mine: { ...from, amount: '50.00' }, theirs: { ...from, currency: 'JPY', amount: '4500' } };
    expect(mergedDraft(versions, coupledInService)).toEqual({
      draft: { ...from, amount: '50.00' },
      taken: [],
      kept: ['amount', 'currency'],
    });
  });
});

it('says a field in one line, and of a long one how it begins', () => {
  expect([shortly(' 90 '), shortly('A\n\nB'), shortly(''), shortly(['ada'])]).toEqual(['90', 'A B', '', null]);
  expect(shortly('x'.repeat(81))).toBe(`${'x'.repeat(80)}…`);
});
