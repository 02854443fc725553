import { createEffect, createUniqueId, on, type ParentProps, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { clockChangeBetween } from '../time/zoned.models.ts';
import { Interval } from '../ui/interval.tsx';
import type { Picking } from './create-picking.ts';
import { useTimes } from './times-context.ts';

/** The day of the choice, or the time that was lost. */
export function ChosenDate(props: { readonly picking: Picking }) {
  const text = () => props.picking.text();
  return (
    <Show
      when={props.picking.chosen()}
      fallback={
        <Show when={props.picking.conflict()}>
          {(lost) => (
            <p class="panel-date">
              <s>{text().when(lost().lostAt)}</s>
            </p>
          )}
        </Show>
      }
    >
      {(at) => <p class="panel-date">{text().longDay(at())}</p>}
    </Show>
  );
}

interface WhenFactsProps extends ParentProps {
  readonly picking: Picking;
  readonly at: number;
  readonly durationMinutes: number;
}

/** From when until when, on which clock, and what else there is to say of the clock. */
export function WhenFacts(props: WhenFactsProps) {
  const { t } = useI18n();
  const { now } = useTimes();
  const text = () => props.picking.text();
  const endsAt = () => props.at + props.durationMinutes * 60_000;
  const clockChange = () => clockChangeBetween(text().offsets, now(), props.at);
  return (
    <div class="grid gap-2">
      <Interval {...text().span(props.at, endsAt())} at={props.at} until={endsAt()} />
      <p class="text-dense text-muted">
        {t('booked.zone', { place: text().place, offset: text().offset(props.at) })},{' '}
        {t('facts.minutes', { count: props.durationMinutes })}
        {props.children}
        <Show when={clockChange()}>
          {(at) => <span class="block">{t('zone.shift', { date: text().longDay(at()) })}</span>}
        </Show>
      </p>
    </div>
  );
}

/** A time chosen by keys takes them to what is said of it. */
export function focusWhenChosen(picking: Picking, heading: () => HTMLElement | undefined): void {
  createEffect(
    on(
      () => picking.choice(),
      (made) => made?.isByKey && heading()?.focus(),
    ),
  );
}

/** Reads out each choice once. */
export function sayChosen(picking: Picking): void {
  const { t } = useI18n();
  const { say } = useTimes();
  createEffect(
    on(
      () => picking.chosen(),
      (at) => at !== null && say(t('confirm.chosen', { when: picking.text().fullWhen(at) })),
      { defer: true },
    ),
  );
}

interface NoteFieldProps {
  readonly note: string;
  readonly onNote: (note: string) => void;
}

export function NoteField(props: NoteFieldProps) {
  const { t } = useI18n();
  const id = createUniqueId();
  return (
    <div class="grid gap-1">
      <label for={id} class="font-medium">
        {t('confirm.note')}
      </label>
      <p id={`${id}-hint`} class="text-meta text-muted">
        {t('confirm.note.hint')}
      </p>
      <textarea
        id={id}
        class="input"
        rows="3"
        maxlength="2000"
        aria-describedby={`${id}-hint`}
        value={props.note}
        onInput={(event) => props.onNote(event.currentTarget.value)}
      />
    </div>
  );
}
