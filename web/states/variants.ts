import { type Spoken, spoken } from './spoken.ts';

export const languages = ['en', 'ar-XB', 'en-XA'] as const;
/** Those in which every look is taken, and those that are read. */
export const allLanguages = [...languages, ...spoken] as const;
export const schemes = ['light', 'dark'] as const;
export const widths = [390, 1280] as const;
export const textSizes = [100, 200] as const;

/** One way to look at a state. */
export interface Variant {
  readonly language: (typeof languages)[number] | Spoken;
  readonly scheme: (typeof schemes)[number];
  /** Of the screen, in pixels. */
  readonly width: (typeof widths)[number];
  /** Per cent of the usual one. */
  readonly text: (typeof textSizes)[number];
}

export const nameOf = ({ language, scheme, width, text }: Variant): string =>
  `${language}.${scheme}.${width}${text === 100 ? '' : `.text-${text}`}`;

/** Every two values of two properties occur together: an orthogonal array for those of two values, with the third language beside it. */
const rows: readonly Variant[] = [
  { language: 'en', scheme: 'light', width: 390, text: 100 },
  { language: 'en', scheme: 'dark', width: 1280, text: 200 },
  { language: 'ar-XB', scheme: 'light', width: 1280, text: 100 },
  { language: 'ar-XB', scheme: 'dark', width: 390, text: 200 },
  { language: 'en-XA', scheme: 'light', width: 390, text: 200 },
  { language: 'en-XA', scheme: 'dark', width: 1280, text: 100 },
];

/** A look at each of so many states, so that every pair of properties is looked at in every sixth of them. */
export function pairwise<T>(all: readonly T[]): { readonly one: T; readonly variant: Variant }[] {
  return all.map((one, n) => {
    const variant = rows[n % rows.length];
    if (variant === undefined) throw new RangeError('no row');
    return { one, variant };
  });
}

/** The pairs of values that no variant among these has, in words. */
export function missingPairs(seen: readonly Variant[]): string[] {
  const values = { language: languages, scheme: schemes, width: widths, text: textSizes } as const;
  const names = Object.keys(values) as (keyof typeof values)[];
  return names.flatMap((one, n) =>
    names
      .slice(n + 1)
      .flatMap((other) =>
        values[one].flatMap((a) =>
          values[other].flatMap((b) => (seen.some((it) => it[one] === a && it[other] === b) ? [] : [`${a} with ${b}`])),
        ),
      ),
  );
}
