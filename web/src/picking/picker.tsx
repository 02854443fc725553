import type { InterviewView, SlotsView } from '@interlude/shared/schemas/views';
import { Match, Show, Switch } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { createMedia } from '../ui/media.ts';
import { ZoneSentence } from '../zones/zone-sentence.tsx';
import { AllTimes } from './all-times.tsx';
import { createPicking, type PickMode } from './create-picking.ts';
import { OtherTimes } from './other-times.tsx';
import { SoonestSlots } from './soonest-slots.tsx';

const GroupNote = lazyPart(async () => (await import('../groups/group-note.tsx')).GroupNote);
const ChoicePart = lazyPart(
  async () => (await import('./choice-part.tsx')).ChoicePart,
  () => null,
);

interface PickerProps {
  readonly mode: PickMode;
  readonly onDone: (view: InterviewView) => void;
}

/** Choosing a time, for the first booking and for a move: soonest, all times, the choice, and the way out. */
export function Picker(props: PickerProps) {
  const { t } = useI18n();
  const { now, view, isQuiet } = useInterview();
  const picking = createPicking();
  const isNarrow = createMedia('(max-width: 47.9375rem)');
  let book = () => {};
  // Even with nothing soon there may be an opening beyond the weeks first asked for.
  const mayCome = () => picking.soonest().length > 0 || picking.answer()?.nextOpeningAt;

  return (
    <Switch fallback={<PickerSkeleton />}>
      <Match when={picking.first.isError && picking.first.data === undefined}>
        <ErrorPanel error={picking.first.error} onRetry={() => void picking.first.refetch()} />
      </Match>
      <Match when={picking.answer()}>
        <form
          class="pick"
          onSubmit={(event) => {
            event.preventDefault();
            book();
          }}
        >
          <div class="pick-from">
            <div class="card grid gap-6">
              <Show when={view().group}>
                <GroupNote />
              </Show>
              <Show when={picking.soonest().length > 0}>
                <SoonestSlots picking={picking} />
              </Show>
              <Show when={mayCome()} fallback={<NothingFree because={picking.answer()?.emptyBecause} />}>
                <AllTimes picking={picking} isNarrow={isNarrow()} />
              </Show>
              <div class="pick-zone">
                <ZoneSentence text={picking.text()} now={now()} shownAt={picking.chosen()} />
              </div>
            </div>
            <OtherTimes />
          </div>
          <p class="pick-wait">{t('pick.wait')}</p>
          {/* Fetched as soon as the first times stand there, so that it is at hand when one is chosen. */}
          <Show when={isQuiet() || picking.choice() !== null}>
            <ChoicePart
              mode={props.mode}
              picking={picking}
              onDone={props.onDone}
              onReady={(run) => {
                book = run;
              }}
            />
          </Show>
        </form>
      </Match>
    </Switch>
  );
}

function NothingFree(props: { readonly because: SlotsView['emptyBecause'] }) {
  const { t } = useI18n();
  return (
    <p role="status">
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
