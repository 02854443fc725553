import { Show } from 'solid-js';
import type { GlyphName } from '../shell/glyph.tsx';
import { Glyph } from '../shell/glyph.tsx';
import { enPeople } from '../words/en-people.ts';
import { usePartWords } from '../words/hr-words.tsx';
import type { PersonState } from './people-filter.models.ts';

const looks: Readonly<Record<PersonState, { readonly glyph: GlyphName; readonly tone: string }>> = {
  active: { glyph: 'check', tone: 'good' },
  invited: { glyph: 'mail', tone: 'info' },
  left: { glyph: 'absent', tone: 'neutral' },
};

interface ChipProps {
  readonly state: PersonState;
  /** A calendar of theirs is not read any more. */
  readonly needsConsent: boolean;
}

/** Whether somebody is here, was only invited so far, or has left, and whether their calendar waits for them. */
export function PersonStateChip(props: ChipProps) {
  const p = usePartWords(enPeople);
  return (
    <>
      <span class={`chip tone-${looks[props.state].tone}`}>
        <Glyph name={looks[props.state].glyph} />
        {p(`state.${props.state}`)}
      </span>
      <Show when={props.needsConsent}>
        <span class="chip tone-warn">
          <Glyph name="calendar" />
          {p('state.needsConsent')}
        </span>
      </Show>
    </>
  );
}

/** A count as a bar of the largest one, and in figures. */
export function LoadBar(props: { readonly count: number; readonly most: number; readonly text: string }) {
  return (
    <span class="load">
      <span class="load-bar" aria-hidden="true">
        <span style={{ '--share': `${props.most === 0 ? 0 : Math.round((props.count / props.most) * 100)}%` }} />
      </span>
      <span aria-hidden="true">{props.count}</span>
      <span class="sr-only">{props.text}</span>
    </span>
  );
}
