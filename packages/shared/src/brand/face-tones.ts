import { formatHex } from 'culori';
import { faceHues } from './face-hue.ts';

/** The hue of each face without a picture, in degrees; the style sheet has the same, which a test compares. */
export const faceDegrees = [25, 70, 120, 165, 215, 260, 300, 345] as const;
export const faceLight = { ground: { l: 0.91, c: 0.045 }, ink: { l: 0.35, c: 0.09 } } as const;

/** Ground and ink of somebody's initials, `#rrggbb`, for what knows no relative colours: mails. */
export function faceTones(hue: number): { readonly ground: string; readonly ink: string } {
  const h = faceDegrees[hue % faceHues] ?? faceDegrees[0];
  const hexOf = (part: { readonly l: number; readonly c: number }) => formatHex({ mode: 'oklch', ...part, h });
  return { ground: hexOf(faceLight.ground), ink: hexOf(faceLight.ink) };
}
