import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { createUniqueId, For, type JSX, type ParentProps, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { OtherClock } from '../zones/other-clock.tsx';
import { ChosenDate, focusWhenChosen, NoteField, WhenFacts } from './choice-facts.tsx';
import { ChoiceSheet } from './choice-sheet.tsx';
import { Alternatives, LostNote } from './conflict-recovery.tsx';
import type { Picking, PickMode } from './create-picking.ts';

interface ChoicePanelProps extends ParentProps {
  readonly mode: PickMode;
  readonly picking: Picking;
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly reason: string;
  readonly onReason: (code: string) => void;
  readonly busyAt: number | null;
  readonly onBook: (at: number) => void;
  /** The field for a number to be called on, where one is missing. */
  readonly phone: JSX.Element;
  /** What is asked for in it is wrong, so it is opened for the reader. */
  readonly isCalled: boolean;
  readonly foot: JSX.Element;
}

/** What will be booked, in full, and what one may add. Stays while a lost time is replaced, so no text is lost. */
export function ChoicePanel(props: ChoicePanelProps) {
  const { t } = useI18n();
  const { view } = useInterview();
  let heading: HTMLHeadingElement | undefined;
  focusWhenChosen(props.picking, () => heading);
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
            <LostNote picking={props.picking} kept={t(props.mode === 'book' ? 'conflict.kept' : 'conflict.old')} />
            <Show when={props.picking.chosen()}>
              {(at) => (
                <WhenFacts picking={props.picking} at={at()} durationMinutes={view().durationMinutes}>
                  <OtherClock at={at()} until={at() + view().durationMinutes * 60_000} />
                </WhenFacts>
              )}
            </Show>
          </>
        }
        more={more()}
        less={t('confirm.less')}
        isCalled={props.isCalled || (lost()?.isAnswer ?? false)}
        foot={props.foot}
      >
        <Alternatives
          picking={props.picking}
          busyAt={props.busyAt}
          nameOf={(when) => t(props.mode === 'book' ? 'confirm.book' : 'confirm.move', { when })}
          onTake={props.onBook}
        />
        <Show when={props.picking.chosen()}>
          <OtherFacts {...props} />
        </Show>
        {props.phone}
        <Show when={props.mode === 'book'} fallback={<MoveReason {...props} />}>
          <NoteField note={props.note} onNote={props.onNote} />
        </Show>
        {props.children}
      </ChoiceSheet>
    </Show>
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
