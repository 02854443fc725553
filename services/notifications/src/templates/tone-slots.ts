import { tonesOf, usualAccent } from '@interlude/shared/brand/tones';

/** The slot of a tone in the layout: `on-stub` is `toneOnStub`, `on-stub.dark` is `toneOnStubDark`. */
export function toneSlot(tone: string): string {
  return `-${tone}`.replaceAll(/[-.]([a-z])/g, (_match, letter: string) => letter.toUpperCase()).replace(/^/, 'tone');
}

/**
 * Every colour of a company's mails by its slot, in both schemes; null is the usual accent. The head of a mail about what
 * is off has none of it.
 */
export function toneSlots(accent: string | null, head: 'ahead' | 'off'): Readonly<Record<string, string>> {
  const tones = tonesOf(accent ?? usualAccent);
  const own = {
    ...tones,
    ...(head === 'off' ? { stub: tones.line, 'on-stub': tones.text, 'on-stub-soft': tones.muted } : {}),
  };
  const both = Object.entries(own).flatMap(([name, { light, dark }]) => [
    [toneSlot(name), light],
    [toneSlot(`${name}.dark`), dark],
  ]);
  return Object.fromEntries(both);
}
