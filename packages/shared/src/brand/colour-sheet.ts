import { type Scheme, tonesOf } from './tones.ts';

/**
 * All tones of an accent as a style sheet, for browsers that cannot derive them: by the scheme of the device, and by the
 * one that was chosen on the page.
 */
export function colourSheet(accent: string): string {
  const all = tonesOf(accent);
  const declared = (scheme: Scheme) => {
    return Object.entries(all)
      .map(([name, tone]) => `--${name}:${tone[scheme]}`)
      .join(';');
  };
  return [
    `:root{${declared('light')}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){${declared('dark')}}}`,
    `:root[data-theme="dark"]{${declared('dark')}}`,
  ].join('\n');
}
