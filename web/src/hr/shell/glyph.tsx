import { For } from 'solid-js';

const paths = {
  home: ['m3 9.5 7-6 7 6', 'M5 8.5V16.5h10v-8', 'M8.5 16.5V12h3v4.5'],
  mail: ['M3 5.5h14v9.5H3Z', 'm3.5 6 6.5 5 6.5-5'],
  calendar: ['M3.5 5h13v11.5h-13Z', 'M3.5 8.5h13', 'M7 3v3.5', 'M13 3v3.5'],
  move: ['M3.5 10h12', 'm12 6 4 4-4 4'],
  check: ['m4 10.5 4 4 8-9'],
  play: ['M6.5 4.5v11l9-5.5Z'],
  flag: ['M5 17V3.5', 'M5 4.5h10.5l-2.5 3.5 2.5 3.5H5'],
  door: ['M5.5 17V3h9v14', 'M3 17h14', 'M11.5 10.2v.1'],
  cross: ['m5 5 10 10', 'M15 5 5 15'],
  clock: ['M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z', 'M10 5.5V10l3 2'],
  absent: [
    'M8.5 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
    'M2.5 16.5c.6-3 3-4.5 6-4.5 1 0 1.9.2 2.7.5',
    'm13 13 4 4',
    'm17 13-4 4',
  ],
  box: ['M3 4.5h14v3H3Z', 'M4.5 7.5v8h11v-8', 'M8 10.5h4'],
  list: ['M3.5 5.5h13', 'M3.5 10h13', 'M3.5 14.5h13'],
  repeat: ['M4 9a6 6 0 0 1 10.5-3L16 7.5', 'M16 4v3.5h-3.5', 'M16 11a6 6 0 0 1-10.5 3L4 12.5', 'M4 16v-3.5h3.5'],
  sliders: ['M3 6h8', 'M15 6h2', 'M13 4v4', 'M3 14h2', 'M9 14h8', 'M7 12v4'],
  plus: ['M10 4v12', 'M4 10h12'],
  leave: ['M8 3.5H4v13h4', 'M8.5 10H17', 'm13.5 6.5 3.5 3.5-3.5 3.5'],
  external: ['M8 4.5H4v11.5h11.5V12', 'M11.5 3.5H16.5V8.5', 'M16 4 9.5 10.5'],
  flow: ['M3.5 4h5v4h-5Z', 'M11.5 12h5v4h-5Z', 'M6 8v6h5.5'],
  keyboard: ['M2.5 6h15v9h-15Z', 'M5.5 9h.1', 'M8.5 9h.1', 'M11.5 9h.1', 'M14.5 9h.1', 'M7 12h6'],
  warning: ['M10 3 2.5 16.5h15L10 3Z', 'M10 8v4', 'M10 14.2v.1'],
  timer: ['M10 17a6 6 0 1 0 0-12 6 6 0 0 0 0 12Z', 'M10 8v3l2 1', 'M8 2.5h4'],
  search: ['M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Z', 'm13 13 4 4'],
  people: [
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
    'M2 16.5c.5-2.9 2.6-4.3 5.5-4.3s5 1.4 5.5 4.3',
    'M12.8 3.8a3 3 0 0 1 0 5.4',
    'M14.5 12.6c1.9.6 3.1 1.9 3.5 3.9',
  ],
  link: [
    'M8.5 11.5a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1',
    'M11.5 8.5a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1',
  ],
  person: ['M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z', 'M4 16.5c.6-3 3-4.5 6-4.5s5.4 1.5 6 4.5'],
} as const;
export type GlyphName = keyof typeof paths;

/** A line drawing of the console on a grid of 20 px; decorative, the word always stands beside it. */
export function Glyph(props: { readonly name: GlyphName; readonly class?: string }) {
  return (
    <svg
      class={`glyph ${props.class ?? ''}`}
      width="16"
      height="16"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <For each={paths[props.name]}>{(path) => <path d={path} />}</For>
    </svg>
  );
}
