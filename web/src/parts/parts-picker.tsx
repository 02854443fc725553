import { For, Match, Show, Switch } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { StateTitle } from '../candidate/state-title.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { OtherTimes } from '../picking/other-times.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { CardSkeleton } from '../ui/skeleton.tsx';
import { ZoneSentence } from '../zones/zone-sentence.tsx';
import { createPartsPicking, type PartsPicking } from './create-parts-picking.ts';
import { PartTimes } from './part-times.tsx';
import { numberOf, type Part } from './parts.models.ts';
import { PartsPlan } from './parts-plan.tsx';
import './parts.css';

/** Choosing a time for every part of an invitation: one after the other in one plan, all booked with one button. */
export function PartsPicker() {
  const { t } = useI18n();
  const { now, say, view } = useInterview();
  const picking = createPartsPicking(() => say(t('parts.done')));
  return (
    <form
      class="pick"
      onSubmit={(event) => {
        event.preventDefault();
        if (picking.isComplete()) void picking.book();
      }}
    >
      <div class="pick-from">
        <section class="card grid gap-6" aria-labelledby="state-title">
          <div class="grid gap-1">
            <StateTitle text={t('parts.pick', { count: picking.open().length })} />
            <p class="text-muted">{t('parts.how')}</p>
            <Arranged />
          </div>
          <Switch fallback={<CardSkeleton />}>
            <Match when={picking.slots.isError && picking.answer() === undefined}>
              <ErrorPanel error={picking.slots.error} onRetry={() => void picking.slots.refetch()} />
            </Match>
            <Match when={picking.answer()}>
              <ol class="plan">
                <For each={picking.open()}>{(part) => <PartRow part={part} picking={picking} />}</For>
              </ol>
              <div class="pick-zone flex flex-wrap items-center justify-between gap-x-6">
                <ZoneSentence text={picking.text()} now={now()} shownAt={null} />
                <Show when={picking.hasChosen()}>
                  <button type="button" class="button button-quiet" onClick={picking.startOver}>
                    {t('parts.again')}
                  </button>
                </Show>
              </div>
            </Match>
          </Switch>
        </section>
        <OtherTimes contact={view().contact} title={view().jobTitle} />
      </div>
      <Show when={picking.answer()}>
        <PartsPlan picking={picking} />
      </Show>
    </form>
  );
}

function Arranged() {
  const { t } = useI18n();
  const { view } = useInterview();
  const minutes = (count: number) => t('parts.minutes', { count });
  const sentence = () => {
    const { gapMinutes: { min, max } = { min: 0, max: null }, withinDays = 1 } = view().parts ?? {};
    const days = withinDays === 1 ? t('parts.day.one') : t('parts.day.many', { days: String(withinDays) });
    if (max !== null && min > 0) return `${days} ${t('parts.gap.both', { least: String(min), most: minutes(max) })}`;
    if (max !== null) return `${days} ${t('parts.gap.max', { span: minutes(max) })}`;
    return min > 0 ? `${days} ${t('parts.gap.min', { span: minutes(min) })}` : days;
  };
  return <p class="text-muted">{sentence()}</p>;
}

interface RowProps {
  readonly part: Part;
  readonly picking: PartsPicking;
}

function PartRow(props: RowProps) {
  const { t } = useI18n();
  const { view } = useInterview();
  const id = () => props.part.interviewId;
  const number = () => numberOf(view().parts, id());
  const chosen = () => props.picking.chosen()[id()];
  const isActive = () => props.picking.active() === id();
  return (
    <li class="plan-part" data-done={chosen() !== undefined} aria-current={isActive() ? 'step' : undefined}>
      <div class="plan-head">
        <div class="min-w-0">
          <h3 class="font-strong">
            {t('parts.nth', { number: String(number()), type: t(`type.${props.part.type}`) })}
          </h3>
          <p class="figures text-dense text-muted">
            <Show when={chosen()}>
              {(at) => (
                <>
                  <time datetime={new Date(at()).toISOString()}>{props.picking.text().when(at())}</time>
                  {', '}
                </>
              )}
            </Show>
            {t('parts.minutes', { count: props.part.durationMinutes })}
          </p>
        </div>
        <Show when={!isActive()}>
          <button
            type="button"
            class="button"
            aria-label={t(chosen() === undefined ? 'parts.choose.label' : 'parts.change.label', {
              number: String(number()),
            })}
            onClick={() => props.picking.activate(id())}
          >
            {t(chosen() === undefined ? 'parts.choose' : 'parts.change')}
          </button>
        </Show>
      </div>
      <Show when={isActive()}>
        <PartTimes picking={props.picking} part={props.part} number={number()} />
      </Show>
    </li>
  );
}
