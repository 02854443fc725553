import { wcagContrast } from 'culori';
import { describe, expect, it } from 'vitest';
import { colourSheet } from './colour-sheet.ts';
import { type Scheme, type ToneName, tonesOf } from './tones.ts';

// Eleven steps of each channel: 1,331 accents from black to white.
const steps = Array.from({ length: 11 }, (_, n) =>
  Math.round(n * 25.5)
    .toString(16)
    .padStart(2, '0'),
);
const accents = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${r}${g}${b}`)));

/** What stands on what, and the contrast it needs: 4.5 for words, 3 for the edges of controls (WCAG 2.2, 1.4.3 and 1.4.11). */
const pairs: readonly [ToneName, ToneName, number][] = [
  ...(['canvas', 'surface', 'raised', 'sunken', 'wash', 'soft'] as const).flatMap((ground) => [
    ['text', ground, 4.5] as [ToneName, ToneName, number],
    ['muted', ground, 4.5] as [ToneName, ToneName, number],
  ]),
  ...(['canvas', 'surface', 'sunken', 'wash', 'soft'] as const).map((ground): [ToneName, ToneName, number] => [
    'accent',
    ground,
    4.5,
  ]),
  ...(['soft', 'shade-1', 'shade-2', 'shade-3'] as const).map((ground): [ToneName, ToneName, number] => [
    'accent-deep',
    ground,
    4.5,
  ]),
  ['on-fill', 'fill', 4.5],
  ['on-fill', 'fill-hover', 4.5],
  ['on-stub', 'stub', 4.5],
  ['on-stub-soft', 'stub', 4.5],
  ['edge', 'surface', 3],
  ['edge', 'canvas', 3],
];

const tonesOfAll = accents.map((accent) => ({ accent, tones: tonesOf(accent) }));

describe('the tones of a company', () => {
  it.each(pairs)('%s on %s has a contrast of %d with any accent, in both schemes', (...pair) => {
    const [ink, ground, needed] = pair;
    const poor = tonesOfAll.flatMap(({ accent, tones }) =>
      (['light', 'dark'] as const).flatMap((scheme: Scheme) => {
        const ratio = wcagContrast(tones[ink][scheme], tones[ground][scheme]);
        return ratio >= needed ? [] : [`${accent} ${scheme} ${ratio}`];
      }),
    );
    expect(poor).toEqual([]);
  });

  it('stand in a style sheet for both schemes, also against the one of the device', () => {
    const sheet = colourSheet('#722a64');
    const { text, fill } = tonesOf('#722a64');
    expect(sheet).toContain(`:root{--canvas:`);
    expect(sheet.split('\n')).toHaveLength(3);
    expect(sheet.split('\n')[0]).toContain(`--text:${text.light};`);
    expect(sheet.split('\n')[2]).toContain(`--fill:${fill.dark};`);
  });
});
