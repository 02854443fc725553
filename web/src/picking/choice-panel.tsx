import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { createEffect, createUniqueId, For, type JSX, on, type ParentProps, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { clockChangeBetween } from '../time/zoned.models.ts';
import { Interval } from '../ui/interval.tsx';
import { OtherClock } from '../zones/other-clock.tsx';
import { ChoiceSheet } from './choice-sheet.tsx';
import { Alternatives, LostNote } from './conflict-recovery.tsx';
import type { Choice } from './create-choice.ts';
import type { PickMode } from './create-picking.ts';

interface ChoicePanelProps extends ParentProps {
  readonly mode: PickMode;
  readonly picking: Choice;
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly reason: string;
  readonly onReason: (code: string) => void;
  readonly busyAt: number | null;
  readonly onBook: (at: number) => void;
  readonly foot: JSX.Element;
}

/** What will be booked, in full, and what one may add. Stays while a lost time is replaced, so no text is lost. */
export function ChoicePanel(props: ChoicePanelProps) {
  const { t } = useI18n();
  const { view } = useInterview();
  let heading: HTMLHeadingElement | undefined;
  createEffect(
    on(
      () => props.picking.choice(),
      (made) => made?.isByKey && heading?.focus(),
    ),
  );
  const lost = () => props.picking.conflict();
  const isShown = () => props.picking.chosen() !== null || lost() !== null;
  const more = () => {
    if (lost()?.alternatives.length) return t('conflict.show');
    if (props.mode === 'move') return t('confirm.reason.add');
    if (view().appointment?.repeatable) return t('confirm.note.repeat');
    return t(props.note === '' ? 'confirm.note.add' : 'confirm.note.change');
  };
  return (
    <Show when={isShown()}>
      <ChoiceSheet
        title={t('confirm.title')}
        onHeading={(element) => {
          heading = element;
        }}
        date={<ChosenDate picking={props.picking} />}
        facts={
          <>
            <LostNote picking={props.picking} mode={props.mode} />
            <Show when={props.picking.chosen()}>{(at) => <WhenFacts {...props} at={at()} />}</Show>
          </>
        }
        more={more()}
        less={t('confirm.less')}
        isCalled={lost()?.isAnswer ?? false}
        foot={props.foot}
      >
        <Alternatives picking={props.picking} mode={props.mode} busyAt={props.busyAt} onBook={props.onBook} />
        <Show when={props.picking.chosen()}>
          <OtherFacts {...props} />
        </Show>
        <Show when={props.mode === 'book'} fallback={<MoveReason {...props} />}>
          <NoteField {...props} />
        </Show>
        {props.children}
      </ChoiceSheet>
    </Show>
  );
}

function ChosenDate(props: { readonly picking: Choice }) {
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

function WhenFacts(props: ChoicePanelProps & { readonly at: number }) {
  const { t } = useI18n();
  const { view, now } = useInterview();
  const text = () => props.picking.text();
  const endsAt = () => props.at + view().durationMinutes * 60_000;
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
    </div>
  );
}

function OtherFacts(props: ChoicePanelProps) {
  const { t } = useI18n();
  const { view, text: booked } = useInterview();
  const former = () => (props.mode === 'move' ? view().startsAt : null);
  return (
    <div class="grid gap-2 text-dense">
      <p class="text-muted">
        {view().venue ? t('facts.at', { venue: view().venue ?? '' }) : t(`provider.${view().provider}`)}
      </p>
      <Show when={former()}>
        {(startsAt) => (
          <p>
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
