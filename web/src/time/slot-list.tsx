import { createMemo, createUniqueId, For, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { ZonedText } from './formats.models.ts';
import { dayPartOf, dayParts, type Slot } from './slots.models.ts';

interface SlotListProps {
  readonly slots: readonly Slot[];
  readonly selected: number | null;
  readonly text: ZonedText;
  readonly labelledBy: string;
  readonly noteOf?: ((at: number) => string) | undefined;
  readonly onSelect: (at: number) => void;
}

/** The times of one day as one radio group: one tab stop, arrows choose; morning, afternoon and evening apart. */
export function SlotList(props: SlotListProps) {
  const { t } = useI18n();
  const name = createUniqueId();
  const byStart = createMemo(() => new Map(props.slots.map((slot) => [slot.at, slot])));
  // Keyed by instant, because every answer makes new slots: a time that stays keeps its radio and its focus.
  const inPart = (part: string) => [...byStart().keys()].filter((at) => dayPartOf(at, props.text.offsets) === part);
  return (
    <div role="radiogroup" aria-labelledby={props.labelledBy} class="grid gap-4">
      <For each={dayParts}>
        {(part) => (
          <Show when={inPart(part).length > 0}>
            <div>
              <p class="mb-2 text-meta text-muted">{t(`pick.${part}`)}</p>
              <div class="slot-grid">
                <For each={inPart(part)}>
                  {(at) => <SlotChoice {...props} at={at} slot={byStart().get(at)} name={name} />}
                </For>
              </div>
            </div>
          </Show>
        )}
      </For>
    </div>
  );
}

function SlotChoice(
  props: SlotListProps & { readonly at: number; readonly slot: Slot | undefined; readonly name: string },
) {
  const { t } = useI18n();
  const isTaken = () => props.slot?.isTaken ?? false;
  const time = () =>
    props.slot?.isRepeated
      ? `${props.text.time(props.at)} (${props.text.offset(props.at)})`
      : props.text.time(props.at);
  const note = () => (isTaken() ? t('pick.taken') : props.noteOf?.(props.at));
  return (
    <label class="slot" classList={{ 'slot-taken': isTaken() }}>
      <input
        type="radio"
        class="sr-only"
        name={props.name}
        value={new Date(props.at).toISOString()}
        checked={props.selected === props.at}
        disabled={isTaken()}
        aria-label={note() ? `${time()}, ${note()}` : time()}
        onChange={() => props.onSelect(props.at)}
      />
      <time datetime={new Date(props.at).toISOString()}>{time()}</time>
      <Show when={note()}>{(words) => <span class="text-meta">{words()}</span>}</Show>
    </label>
  );
}
