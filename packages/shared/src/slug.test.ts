import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugOf, slugSchema, slugsLike } from './slug.ts';

const isSlug = (text: string) => slugSchema.safeParse(text).success;

describe('a slug', () => {
  it('is what an address can hold of a name', () => {
    const names = ['Café Zürich & Co.', '  Nordlicht—Instruments ', 'Straße 12', 'شركة', '---', 'ﬁt'];
    expect(names.map((name) => slugOf(name, 'company'))).toEqual([
      'cafe-zurich-co',
      'nordlicht-instruments',
      'strasse-12',
      'company',
      'company',
      'fit',
    ]);
  });

  it('can stand in an address whatever the name is, and so can every one like it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const slug = slugOf(name, 'company');
        const all = slugsLike(slug);
        expect(all.filter((one) => !isSlug(one))).toEqual([]);
        expect(all[0]).toBe(slug);
        expect(new Set(all).size).toBe(all.length);
      }),
      { numRuns: 300 },
    );
  });
});
