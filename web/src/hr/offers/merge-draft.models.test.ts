import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergedDraft } from './merge-draft.models.ts';

const value = fc.oneof(fc.constantFrom('', '30', '45'), fc.array(fc.constantFrom('ada', 'ben'), { maxLength: 2 }));
const draft = fc.record({ name: value, minutes: value, people: value });

describe('what two people typed into the same form', () => {
  it('keeps every change of mine and takes every other change of theirs', () => {
    fc.assert(
      fc.property(draft, draft, draft, (from, mine, theirs) => {
        const merged = mergedDraft(from, mine, theirs);
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
});
