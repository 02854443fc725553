import { faceHueOf } from '@interlude/shared/brand/face-hue';
import { For, Show } from 'solid-js';
import { Face } from '../../ui/faces.tsx';
import { useHr } from '../session/hr-context.tsx';
import { Glyph } from '../shell/glyph.tsx';
import { markedPieces } from './mark-match.models.ts';
import type { Option } from './options.models.ts';
import type { Found } from './palette.queries.ts';

interface LineProps {
  readonly id: string;
  readonly option: Option;
  readonly typed: string;
  readonly isActive: boolean;
  readonly onOpen: () => void;
}

/** One line to choose; keys are the field's, which keeps the focus. */
export function OptionLine(props: LineProps) {
  const { t } = useHr();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and hears the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active line.
    <div
      id={props.id}
      role="option"
      aria-selected={props.isActive}
      class="palette-option"
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => props.onOpen()}
    >
      <Picture option={props.option} />
      <span class="palette-text">
        <Show when={props.option.found} fallback={<Marked text={props.option.text} typed={props.typed} />}>
          {(found) => (
            <>
              <span translate="no">
                <Marked text={found().title} typed={props.typed} />
              </span>
              <Detail found={found()} typed={props.typed} />
            </>
          )}
        </Show>
      </span>
      <Show when={props.isActive}>
        <span class="palette-enter" aria-hidden="true">
          <kbd class="kbd">Enter</kbd> {t('palette.keys.open')}
        </span>
      </Show>
    </div>
  );
}

function Picture(props: { readonly option: Option }) {
  const isPerson = () => ['candidate', 'person'].includes(props.option.found?.kind ?? '');
  return (
    <Show when={isPerson()} fallback={<Glyph name={props.option.glyph} />}>
      <Face of={{ name: props.option.text, hue: faceHueOf(props.option.id) }} />
    </Show>
  );
}

/** What tells those of one name apart: an address, a place, and of an interview what became of it and when it is. */
function Detail(props: { readonly found: Found; readonly typed: string }) {
  const { t, text } = useHr();
  const rest = () => {
    const { status, startsAt } = props.found;
    const when = startsAt ? text().when(Date.parse(startsAt)) : '';
    return [status === undefined ? '' : t(`status.${status}`), when].filter(Boolean).join(', ');
  };
  return (
    <Show when={props.found.detail || rest()}>
      <span class="palette-detail">
        <Show when={props.found.detail}>
          <span translate="no">
            <Marked text={props.found.detail} typed={props.typed} />
          </span>
        </Show>
        {props.found.detail && rest() ? ', ' : ''}
        {rest()}
      </span>
    </Show>
  );
}

function Marked(props: { readonly text: string; readonly typed: string }) {
  return (
    <For each={markedPieces(props.text, props.typed)}>
      {(piece) => (
        <Show when={piece.isMatch} fallback={piece.text}>
          <mark class="palette-match">{piece.text}</mark>
        </Show>
      )}
    </For>
  );
}
