import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { createEffect, createUniqueId, For, on, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { clockChangeBetween } from '../time/zoned.models.ts';
import { Interval } from '../ui/interval.tsx';
import { OtherClock } from '../zones/other-clock.tsx';
import type { Choice } from './create-choice.ts';
import type { PickMode } from './create-picking.ts';

interface ChoicePanelProps {
  readonly mode: PickMode;
  readonly picking: Choice;
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly reason: string;
  readonly onReason: (code: string) => void;
}

/** What will be booked, in full, and what one may add. Stays while a lost time is replaced, so no text is lost. */
export function ChoicePanel(props: ChoicePanelProps) {
  const { t } = useI18n();
  const headingId = createUniqueId();
  let heading: HTMLHeadingElement | undefined;
  createEffect(
    on(
      () => props.picking.choice(),
      (made) => made?.isByKey && heading?.focus(),
    ),
  );
  const isShown = () => props.picking.chosen() !== null || props.picking.conflict() !== null;
  return (
    <Show when={isShown()}>
      <section class="panel appear" aria-labelledby={headingId}>
        <div class="panel-top">
          <h3 ref={heading} id={headingId} tabindex="-1">
            {t('confirm.title')}
          </h3>
          <Show when={props.picking.chosen()}>
            {(at) => <p class="panel-date">{props.picking.text().fullDay(at())}</p>}
          </Show>
        </div>
        <div class="panel-body">
          <Show when={props.picking.chosen()}>{(at) => <ChoiceFacts {...props} at={at()} />}</Show>
          <Show when={props.mode === 'book'} fallback={<MoveReason {...props} />}>
            <NoteField {...props} />
          </Show>
        </div>
      </section>
    </Show>
  );
}

function ChoiceFacts(props: ChoicePanelProps & { readonly at: number }) {
  const { t } = useI18n();
  const { view, text: booked, now } = useInterview();
  const text = () => props.picking.text();
  const endsAt = () => props.at + view().durationMinutes * 60_000;
  const former = () => (props.mode === 'move' ? view().startsAt : null);
  const clockChange = () => clockChangeBetween(text().offsets, now(), props.at);
  return (
    <div class="grid gap-2">
      <Interval {...text().span(props.at, endsAt())} at={props.at} until={endsAt()} />
      <p class="text-dense text-muted">
        {t('booked.zone', { place: text().place, offset: text().offset(props.at) })},{' '}
        {t('facts.minutes', { count: view().durationMinutes })}
        <OtherClock at={props.at} until={endsAt()} />
        <Show when={clockChange()}>
          {(at) => <span class="block">{t('zone.shift', { date: text().longDay(at()) })}</span>}
        </Show>
      </p>
      <p class="text-dense text-muted">
        {view().venue ? t('facts.at', { venue: view().venue ?? '' }) : t(`provider.${view().provider}`)}
      </p>
      <Show when={former()}>
        {(startsAt) => (
          <p class="text-dense">
            {t('confirm.former')} <s>{booked().namedWhen(Date.parse(startsAt()))}</s>
          </p>
        )}
      </Show>
    </div>
  );
}

function NoteField(props: ChoicePanelProps) {
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

function MoveReason(props: ChoicePanelProps) {
  const { t } = useI18n();
  const id = createUniqueId();
  const codes = reasonCodes.reschedule.filter((code) => code !== 'interviewer_unavailable');
  return (
    <div class="grid gap-1">
      <label for={id} class="font-medium">
        {t('confirm.reason')}
      </label>
      <select
        id={id}
        class="input"
        value={props.reason}
        onChange={(event) => props.onReason(event.currentTarget.value)}
      >
        <option value="">{t('confirm.reason.none')}</option>
        <For each={codes}>{(code) => <option value={code}>{t(`reason.${code}`)}</option>}</For>
      </select>
      <p class="text-meta text-muted">{t('confirm.moveNote')}</p>
    </div>
  );
}
