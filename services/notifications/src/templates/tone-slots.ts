import { tonesOf, usualAccent } from '@interlude/shared/brand/tones';

/** The slot of a tone in the layout: `on-stub` is `toneOnStub`, `on-stub.dark` is `toneOnStubDark`. */
export function toneSlot(tone: string): string {
  return `-${tone}`.replaceAll(/[-.]([a-z])/g, (_match, letter: string) => letter.toUpperCase()).replace(/^/, 'tone');
}

/** Every colour of a company's mails by its slot, in both schemes; null is the usual accent. */
export function toneSlots(accent: string | null): Readonly<Record<string, string>> {
  const both = Object.entries(tonesOf(accent ?? usualAccent)).flatMap(([name, { light, dark }]) => [
    [toneSlot(name), light],
    [toneSlot(`${name}.dark`), dark],
  ]);
  return Object.fromEntries(both);
}
