import { useNavigate } from '@solidjs/router';
import { createEffect, Match, Show, Switch } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Picker } from '../picking/picker.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { useInterview } from './interview-context.tsx';
import { isOneOfMany, stageOf } from './stage.models.ts';
import { StateTitle } from './state-title.tsx';

const secondsOfPeaceMs = 2_000;

const BookedCard = lazyPart(async () => (await import('../booked/booked-card.tsx')).BookedCard);
const PartsPicker = lazyPart(async () => (await import('../parts/parts-picker.tsx')).PartsPicker);
const PastState = lazyPart(async () => (await import('./past-state.tsx')).PastState);
const Waitlist = lazyPart(async () => (await import('../waitlist/waitlist.tsx')).Waitlist);

/** `/i/:id`: the one address, whose view follows the status. */
export function InterviewHome() {
  const { t } = useI18n();
  const { view, accept, say, isQuiet } = useInterview();
  const navigate = useNavigate();
  const isOffered = () => view().waitlist?.offer !== undefined;
  // The booked state is fetched while they choose, so that it shows at once after booking.
  createEffect(() => isQuiet() && setTimeout(BookedCard.preload, secondsOfPeaceMs));
  return (
    <Switch fallback={<PastState />}>
      <Match when={isOneOfMany(view())}>
        <PartsPicker />
      </Match>
      <Match when={stageOf(view()) === 'pick'}>
        <div class="grid gap-4">
          <StateTitle text={t('pick.title')} isHidden />
          <Show when={isOffered()}>
            <Waitlist />
          </Show>
          <Picker
            mode="book"
            onDone={(booked) => {
              accept(booked);
              say(t('booked.done'));
              navigate(`/i/${booked.interviewId}`, { replace: true });
            }}
          />
          <Show when={isQuiet() && !isOffered() && !view().parts}>
            <Waitlist />
          </Show>
        </div>
      </Match>
      <Match when={stageOf(view()) === 'booked'}>
        <BookedCard />
      </Match>
    </Switch>
  );
}
