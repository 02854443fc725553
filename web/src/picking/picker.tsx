import type { InterviewView, SlotsView } from '@interlude/shared/schemas/views';
import { createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { createMedia } from '../ui/media.ts';
import { ZoneSentence } from '../zones/zone-sentence.tsx';
import { AllTimes } from './all-times.tsx';
import { BookBar } from './book-bar.tsx';
import { ChoicePanel } from './choice-panel.tsx';
import { ConflictRecovery } from './conflict-recovery.tsx';
import { createPicking } from './create-picking.ts';
import { OtherTimes } from './other-times.tsx';
import { SoonestSlots } from './soonest-slots.tsx';
import { createSubmit, type PickMode } from './submit-choice.ts';

const GroupNote = lazyPart(async () => (await import('../groups/group-note.tsx')).GroupNote);
const SeriesChoice = lazy(async () => ({ default: (await import('../series/series-choice.tsx')).SeriesChoice }));

interface PickerProps {
  readonly mode: PickMode;
  readonly onDone: (view: InterviewView) => void;
}

/** Choosing a time, for the first booking and for a move: soonest, all times, the choice, and the way out. */
export function Picker(props: PickerProps) {
  const { now, view } = useInterview();
  const picking = createPicking();
  // The mode of a picker never changes while it is shown.
  const submit = createSubmit(props.mode, picking, (view) => props.onDone(view));
  const [note, setNote] = createSignal('');
  const [reason, setReason] = createSignal('');
  const isNarrow = createMedia('(max-width: 47.9375rem)');
  const wish = () => ({ note: note().trim(), reason: reason() });
  // Even with nothing soon there may be an opening beyond the weeks first asked for.
  const mayCome = () => picking.soonest().length > 0 || picking.answer()?.nextOpeningAt;
  const book = (at: number) => void submit.submit(at, wish());
  const bar = () => <BookBar mode={props.mode} picking={picking} busyAt={submit.busyAt()} problem={submit.problem()} />;

  return (
    <Switch fallback={<PickerSkeleton />}>
      <Match when={picking.first.isError && picking.first.data === undefined}>
        <ErrorPanel error={picking.first.error} onRetry={() => void picking.first.refetch()} />
      </Match>
      <Match when={picking.answer()}>
        <form
          class="flex flex-col gap-6"
          onSubmit={(event) => {
            event.preventDefault();
            const at = picking.chosen();
            if (at !== null) book(at);
          }}
          onInput={() => picking.hold.touch()}
        >
          <Show when={view().group}>
            <GroupNote />
          </Show>
          <ZoneSentence text={picking.text()} now={now()} shownAt={picking.chosen()} />
          <Show when={picking.soonest().length > 0}>
            <SoonestSlots picking={picking} />
          </Show>
          <Show when={mayCome()} fallback={<NothingFree because={picking.answer()?.emptyBecause} />}>
            <AllTimes picking={picking} isNarrow={isNarrow()} />
          </Show>
          <OtherTimes />
          <ConflictRecovery picking={picking} busyAt={submit.busyAt()} mode={props.mode} onBook={book} />
          <ChoicePanel
            mode={props.mode}
            picking={picking}
            note={note()}
            onNote={setNote}
            reason={reason()}
            onReason={setReason}
          />
          <Show when={props.mode === 'book' && view().appointment?.repeatable} fallback={bar()}>
            <Suspense fallback={bar()}>
              <SeriesChoice picking={picking} note={note()} onDone={props.onDone}>
                {bar()}
              </SeriesChoice>
            </Suspense>
          </Show>
        </form>
      </Match>
    </Switch>
  );
}

function NothingFree(props: { readonly because: SlotsView['emptyBecause'] }) {
  const { t } = useI18n();
  return (
    <p class="card" role="status">
      {t(`empty.${props.because ?? 'full'}`)} {t('empty.all')}
    </p>
  );
}

function PickerSkeleton() {
  const { t } = useI18n();
  return (
    <div class="late" aria-busy="true">
      <span class="sr-only">{t('app.loading')}</span>
      <div class="bone bone-line" />
      <div class="bone bone-card" />
    </div>
  );
}
