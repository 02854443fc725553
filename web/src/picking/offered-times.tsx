import type { SlotsView } from '@interlude/shared/schemas/views';
import { type JSX, Match, Show, Switch } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { createMedia } from '../ui/media.ts';
import { CardSkeleton } from '../ui/skeleton.tsx';
import { ZoneSentence } from '../zones/zone-sentence.tsx';
import { AllTimes } from './all-times.tsx';
import type { Picking } from './create-picking.ts';
import { SoonestSlots } from './soonest-slots.tsx';
import { useTimes } from './times-context.ts';

interface OfferedTimesProps {
  readonly picking: Picking;
  /** What one reads before the times. */
  readonly before?: JSX.Element;
}

/** The free times, of which one is chosen: the soonest, all of them, in which zone, and why there is none. */
export function OfferedTimes(props: OfferedTimesProps) {
  const { now } = useTimes();
  const isNarrow = createMedia('(max-width: 47.9375rem)');
  return (
    <Switch fallback={<PickerSkeleton />}>
      <Match when={props.picking.first.isError && props.picking.first.data === undefined}>
        <ErrorPanel error={props.picking.first.error} onRetry={() => void props.picking.first.refetch()} />
      </Match>
      <Match when={props.picking.answer()}>
        {(answer) => (
          <div class="card grid gap-6">
            {props.before}
            <Show when={props.picking.soonest().length > 0}>
              <SoonestSlots picking={props.picking} />
            </Show>
            <Show when={props.picking.mayCome()} fallback={<NothingFree because={answer().emptyBecause} />}>
              <AllTimes picking={props.picking} isNarrow={isNarrow()} />
            </Show>
            <div class="pick-zone">
              <ZoneSentence text={props.picking.text()} now={now()} shownAt={props.picking.chosen()} />
            </div>
          </div>
        )}
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
    <div class="late">
      <span class="sr-only">{t('app.loading')}</span>
      <div class="bone bone-line" />
      <CardSkeleton />
    </div>
  );
}
