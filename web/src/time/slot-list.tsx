import { createUniqueId, For, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { ZonedText } from './formats.models.ts';
import { dayPartOf, dayParts, type Slot } from './slots.models.ts';

interface SlotListProps {
  readonly slots: readonly Slot[];
  readonly selected: number | null;
  readonly text: ZonedText;
  readonly labelledBy: string;
  /** A few words under a time. */
  readonly noteOf?: ((at: number) => string) | undefined;
  readonly onSelect: (at: number) => void;
}

/** The times of one day as one radio group: one tab stop, arrows choose; morning, afternoon and evening apart. */
export function SlotList(props: SlotListProps) {
  const { t } = useI18n();
  const name = createUniqueId();
  const inPart = (part: string) => props.slots.filter(({ at }) => dayPartOf(at, props.text.offsets) === part);
  return (
    <div role="radiogroup" aria-labelledby={props.labelledBy} class="grid gap-4">
      <For each={dayParts}>
        {(part) => (
          <Show when={inPart(part).length > 0}>
            <div>
              <p class="mb-2 text-meta text-muted">{t(`pick.${part}`)}</p>
              <div class="slot-grid">
                <For each={inPart(part)}>{(slot) => <SlotChoice {...props} slot={slot} name={name} />}</For>
              </div>
            </div>
          </Show>
        )}
      </For>
    </div>
  );
}

function SlotChoice(props: SlotListProps & { readonly slot: Slot; readonly name: string }) {
  const { t } = useI18n();
  const at = () => props.slot.at;
  const time = () =>
    props.slot.isRepeated ? `${props.text.time(at())} (${props.text.offset(at())})` : props.text.time(at());
  const note = () => (props.slot.isTaken ? t('pick.taken') : props.noteOf?.(at()));
  return (
    <label class="slot" classList={{ 'slot-taken': props.slot.isTaken }}>
      <input
        type="radio"
        class="sr-only"
        name={props.name}
        value={new Date(at()).toISOString()}
        checked={props.selected === at()}
        disabled={props.slot.isTaken}
        aria-label={note() ? `${time()}, ${note()}` : time()}
        onChange={() => props.onSelect(at())}
      />
      <time datetime={new Date(at()).toISOString()}>{time()}</time>
      <Show when={note()}>{(words) => <span class="text-meta">{words()}</span>}</Show>
    </label>
  );
}
