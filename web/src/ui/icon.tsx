import { For } from 'solid-js';

const paths = {
  back: ['M12.5 4.5 7 10l5.5 5.5'],
  forward: ['M7.5 4.5 13 10l-5.5 5.5'],
  down: ['m5.5 8 4.5 4.5L14.5 8'],
  check: ['m4 10.5 4 4 8-9'],
  info: ['M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z', 'M10 9v4.5', 'M10 6.4v.1'],
  warning: ['M10 3 2.5 16.5h15L10 3Z', 'M10 8v4', 'M10 14.2v.1'],
  clock: ['M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z', 'M10 5.5V10l3 2'],
  calendar: ['M3.5 5h13v11.5h-13Z', 'M3.5 8.5h13', 'M7 3v3.5', 'M13 3v3.5'],
  offline: [
    'M3 3l14 14',
    'M4.5 9.5a8 8 0 0 1 3-1.8',
    'M11 7.2a8 8 0 0 1 4.5 2.3',
    'M7.2 12.3a4 4 0 0 1 4.6-.6',
    'M10 15.4v.1',
  ],
  globe: [
    'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z',
    'M2.5 10h15',
    'M10 2.5c5 4.5 5 10.5 0 15-5-4.5-5-10.5 0-15Z',
  ],
  theme: ['M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z', 'M10 2.5v15', 'M13 3.2v13.6', 'M16 5.6v8.8'],
  language: [
    'M4 4.5h8',
    'M8 3v1.5',
    'M10.5 4.5c-.8 3-3 5.5-6 7',
    'M5.5 7c1 2 2.5 3.5 4.5 4.5',
    'M9.5 17 13 9l3.5 8',
    'M10.7 14.5h4.6',
  ],
  person: ['M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z', 'M4 16.5c.6-3 3-4.5 6-4.5s5.4 1.5 6 4.5'],
  dot: ['M10 8.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z'],
  cross: ['m5 5 10 10', 'M15 5 5 15'],
} as const;
export type IconName = keyof typeof paths;

/** A line drawing on a grid of 20 px; decorative, so what it means must also stand there as text or a label. */
export function Icon(props: { readonly name: IconName; readonly class?: string }) {
  return (
    <svg
      class={props.class ?? ''}
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <For each={paths[props.name]}>{(path) => <path d={path} />}</For>
    </svg>
  );
}
