import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import type { ZonedText } from './formats.models.ts';
import { dayPartOf, dayParts, readableStarts, type Slot } from './slots.models.ts';

const most = 12;

interface SlotListProps {
  readonly slots: readonly Slot[];
  readonly selected: number | null;
  readonly text: ZonedText;
  readonly labelledBy: string;
  readonly noteOf?: ((at: number) => string) | undefined;
  readonly onSelect: (at: number) => void;
}

/** The starts in sight of one day; what is gone and comes back stands where it stood. */
interface Sight {
  readonly day: string;
  readonly starts: ReadonlySet<number>;
  readonly isWhole: boolean;
}

/**
 * The times of one day as one radio group: one tab stop, arrows choose; morning, afternoon and evening apart. Of many
 * times first a few that stand for all. Which those are is settled once a day is shown, so that the list never
 * rearranges itself under the reader.
 */
export function SlotList(props: SlotListProps) {
  const { t } = useI18n();
  const name = createUniqueId();
  const byStart = createMemo(() => new Map(props.slots.map((slot) => [slot.at, slot])));
  let list: HTMLDivElement | undefined;
  const day = () => `${props.text.zone} ${props.text.dateOf(props.slots[0]?.at ?? 0)}`;
  const [openDay, setOpenDay] = createSignal('');
  const sight = createMemo<Sight>((before) => {
    const all = [...byStart().keys()];
    const isSame = before?.day === day();
    const kept = isSame ? before.starts : readableStarts(all, props.text.offsets, most);
    const marked = all.filter((at) => at === props.selected || byStart().get(at)?.isTaken || props.noteOf?.(at));
    return {
      day: day(),
      starts: new Set([...kept, ...marked]),
      isWhole: isSame ? before.isWhole : all.length <= most,
    };
  });
  const isInSight = (at: number) => sight().isWhole || openDay() === sight().day || sight().starts.has(at);
  const behind = () => [...byStart().keys()].filter((at) => !isInSight(at));
  // Keyed by instant, because every answer makes new slots: a time that stays keeps its radio and its focus.
  const inPart = (part: string) =>
    [...byStart().keys()].filter((at) => isInSight(at) && dayPartOf(at, props.text.offsets) === part);

  function showAll() {
    const [first = 0] = behind();
    setOpenDay(sight().day);
    // The button is gone once pressed, so the focus moves to the first of what it showed.
    queueMicrotask(() => list?.querySelector<HTMLElement>(`[value="${new Date(first).toISOString()}"]`)?.focus());
  }

  return (
    <>
      <div ref={list} role="radiogroup" aria-labelledby={props.labelledBy} class="grid gap-4">
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
      <Show when={behind().length > 0}>
        <button type="button" class="button button-quiet mt-2" aria-expanded="false" onClick={showAll}>
          {t('pick.more', { count: behind().length })}
        </button>
      </Show>
    </>
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
        aria-label={note() ? time() + props.text.formats.comma + note() : time()}
        onChange={() => props.onSelect(props.at)}
      />
      <time datetime={new Date(props.at).toISOString()}>{time()}</time>
      <Show when={note()}>{(words) => <span class="text-meta">{words()}</span>}</Show>
    </label>
  );
}
