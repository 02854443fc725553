import { clampChroma, converter, formatHex, parse } from 'culori';

/** The accent of a company that has chosen none: `--own` of the style sheet. */
export const usualAccent = '#722a64';

const toOklch = converter('oklch');

/** Lightness from 0 to 1: fixed, or the company's own within limits. */
type Lightness = number | { readonly min: number; readonly max: number };

interface Tone {
  readonly l: Lightness;
  /** The most chroma it takes of the company's colour. */
  readonly c: number;
}

/** A tone in a light and in a dark scheme; where it is one, both are alike. */
interface Tones {
  readonly light: Tone;
  readonly dark: Tone;
}

const tone = (l: Lightness, c: number): Tone => ({ l, c });
const pair = (light: Tone, dark: Tone): Tones => ({ light, dark });
const own = (min: number, max: number) => ({ min, max });

/**
 * Every colour of a company's pages and mails, from its one accent: hue of the accent, lightness and chroma from here.
 * The style sheet has the same as relative colours, which a test compares; contrast is proved over all accents.
 */
export const tones = {
  canvas: pair(tone(0.976, 0.005), tone(0.165, 0.012)),
  surface: pair(tone(1, 0), tone(0.205, 0.013)),
  raised: pair(tone(1, 0), tone(0.245, 0.015)),
  sunken: pair(tone(0.956, 0.007), tone(0.135, 0.011)),
  text: pair(tone(0.23, 0.03), tone(0.95, 0.008)),
  muted: pair(tone(0.46, 0.022), tone(0.74, 0.016)),
  faint: pair(tone(0.66, 0.015), tone(0.5, 0.015)),
  line: pair(tone(0.91, 0.01), tone(0.29, 0.014)),
  edge: pair(tone(0.61, 0.02), tone(0.55, 0.02)),
  accent: pair(tone(own(0.3, 0.47), 0.16), tone(own(0.8, 0.88), 0.085)),
  'accent-deep': pair(tone(0.33, 0.11), tone(0.9, 0.07)),
  wash: pair(tone(0.948, 0.013), tone(0.21, 0.026)),
  soft: pair(tone(0.926, 0.021), tone(0.285, 0.036)),
  hair: pair(tone(0.82, 0.036), tone(0.43, 0.05)),
  'shade-1': pair(tone(0.96, 0.011), tone(0.255, 0.03)),
  'shade-2': pair(tone(0.91, 0.027), tone(0.32, 0.045)),
  'shade-3': pair(tone(0.845, 0.046), tone(0.4, 0.065)),
  stub: pair(tone(own(0.3, 0.44), 0.14), tone(0.34, 0.1)),
  'on-stub': pair(tone(0.985, 0.01), tone(0.985, 0.01)),
  'on-stub-soft': pair(tone(0.89, 0.035), tone(0.89, 0.035)),
} as const satisfies Record<string, Tones>;

export type ToneName = keyof typeof tones | 'fill' | 'on-fill' | 'fill-hover';
export type Scheme = 'light' | 'dark';

/** From this lightness on dark ink reads on the company's own colour; below it the fill is dark enough for white. */
const inkFrom = 0.68;
const darkestForInk = 0.6;
const darkFill = tone(own(0.8, 0.9), 0.09);

interface Oklch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

/** Every tone of an accent, `#rrggbb` in and out, for what knows no relative colours: old browsers and mails. */
export function tonesOf(accent: string): Readonly<Record<ToneName, Readonly<Record<Scheme, string>>>> {
  const base = oklchOf(accent);
  const both = (of: (scheme: Scheme) => Oklch) => ({ light: hexOf(of('light')), dark: hexOf(of('dark')) });
  const derived = Object.fromEntries(
    Object.entries(tones).map(([name, schemes]) => [name, both((scheme) => applied(schemes[scheme], base))]),
  ) as Record<keyof typeof tones, Record<Scheme, string>>;
  const fill = (scheme: Scheme) => (scheme === 'light' ? lightFill(base) : applied(darkFill, base));
  return {
    ...derived,
    fill: both(fill),
    'on-fill': both((scheme) => inkOn(fill(scheme))),
    'fill-hover': both((scheme) => hovered(fill(scheme), scheme)),
  };
}

function applied({ l, c }: Tone, base: Oklch): Oklch {
  const lightness = typeof l === 'number' ? l : Math.min(Math.max(base.l, l.min), l.max);
  return { l: lightness, c: Math.min(base.c, c), h: base.h };
}

// The company's own colour, but for the middle band in which neither ink nor white can be read.
function lightFill({ l, c, h }: Oklch): Oklch {
  return { l: l > inkFrom ? l : Math.min(l, 0.52), c: Math.min(c, 0.2), h };
}

function inkOn({ l, c, h }: Oklch): Oklch {
  return { l: l > darkestForInk ? 0.18 : 0.99, c: Math.min(c, 0.03), h };
}

function hovered({ l, c, h }: Oklch, scheme: Scheme): Oklch {
  const isLight = l > darkestForInk;
  return { l: scheme === 'dark' ? l + 0.05 : isLight ? l + 0.04 : l - 0.06, c, h };
}

function oklchOf(hex: string): Oklch {
  const { l = 0, c = 0, h = 0 } = toOklch(parse(hex)) ?? {};
  return { l, c, h };
}

function hexOf({ l, c, h }: Oklch): string {
  return formatHex(clampChroma({ mode: 'oklch', l: Math.min(l, 1), c, h }, 'oklch')) ?? '#000000';
}
