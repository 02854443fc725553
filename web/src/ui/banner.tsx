import type { ParentProps } from 'solid-js';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'neutral';
const icons: Readonly<Record<Tone, IconName>> = {
  good: 'check',
  warn: 'warning',
  bad: 'warning',
  info: 'info',
  neutral: 'info',
};

/** A message in a box: `role` alert interrupts, status waits its turn, none is simply there. */
export function Banner(props: ParentProps<{ tone: Tone; role?: 'alert' | 'status'; class?: string }>) {
  return (
    <div class={`banner tone-${props.tone} ${props.class ?? ''}`} role={props.role}>
      <Icon name={icons[props.tone]} />
      <div class="min-w-0 flex-1">{props.children}</div>
    </div>
  );
}

export function StatusChip(props: ParentProps<{ tone: Tone }>) {
  return (
    <span class={`chip tone-${props.tone}`}>
      <Icon name={icons[props.tone]} class="-ms-1 size-4" />
      {props.children}
    </span>
  );
}
