import { createEffect, For, Match, on, Show, Switch } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { problemText } from '../candidate/problem-text.ts';
import { StateTitle } from '../candidate/state-title.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { useLaterWords } from '../i18n/use-words.ts';
import { OtherTimes } from '../picking/other-times.tsx';
import { Banner } from '../ui/banner.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { Icon } from '../ui/icon.tsx';
import { ZoneSentence } from '../zones/zone-sentence.tsx';
import { createPartsPicking, type PartsPicking } from './create-parts-picking.ts';
import { enParts } from './en-parts.ts';
import { PartTimes } from './part-times.tsx';
import { numberOf, type Part } from './parts.models.ts';
import './parts.css';

/** Choosing a time for every part of an invitation: one after the other, all booked with one button. */
export function PartsPicker() {
  const words = useLaterWords(enParts);
  const { now, say } = useInterview();
  const picking = createPartsPicking(() => say(words('parts.done')));
  return (
    <div class="grid gap-6">
      <div class="grid max-w-2xl gap-2">
        <StateTitle text={words('parts.pick', { count: picking.open().length })} />
        <p>{words('parts.how')}</p>
        <Arranged />
      </div>
      <Switch fallback={<div class="bone bone-card late" />}>
        <Match when={picking.slots.isError && picking.answer() === undefined}>
          <ErrorPanel error={picking.slots.error} onRetry={() => void picking.slots.refetch()} />
        </Match>
        <Match when={picking.answer()}>
          <form
            class="grid gap-6"
            onSubmit={(event) => {
              event.preventDefault();
              if (picking.isComplete()) void picking.book();
            }}
          >
            <ZoneSentence text={picking.text()} now={now()} shownAt={null} />
            <Lost picking={picking} />
            <ol class="parts">
              <For each={picking.open()}>{(part) => <PartRow part={part} picking={picking} />}</For>
            </ol>
            <Show when={picking.hasChosen()}>
              <button type="button" class="button button-quiet justify-self-start" onClick={picking.startOver}>
                {words('parts.again')}
              </button>
            </Show>
            <OtherTimes />
            <Bar picking={picking} />
          </form>
        </Match>
      </Switch>
    </div>
  );
}

function Arranged() {
  const words = useLaterWords(enParts);
  const { view } = useInterview();
  const minutes = (count: number) => words('parts.minutes', { count });
  const sentence = () => {
    const { gapMinutes: { min, max } = { min: 0, max: null }, withinDays = 1 } = view().parts ?? {};
    const days = withinDays === 1 ? words('parts.day.one') : words('parts.day.many', { days: String(withinDays) });
    if (max !== null && min > 0)
      return `${days} ${words('parts.gap.both', { least: String(min), most: minutes(max) })}`;
    if (max !== null) return `${days} ${words('parts.gap.max', { span: minutes(max) })}`;
    return min > 0 ? `${days} ${words('parts.gap.min', { span: minutes(min) })}` : days;
  };
  return <p class="text-muted">{sentence()}</p>;
}

interface RowProps {
  readonly part: Part;
  readonly picking: PartsPicking;
}

function PartRow(props: RowProps) {
  const words = useLaterWords(enParts);
  const { t } = useI18n();
  const { view } = useInterview();
  const id = () => props.part.interviewId;
  const number = () => numberOf(view().parts, id());
  const chosen = () => props.picking.chosen()[id()];
  const isActive = () => props.picking.active() === id();
  return (
    <li class="card part" aria-current={isActive() ? 'step' : undefined}>
      <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div class="min-w-0">
          <h3 class="font-strong">
            {words('parts.nth', { number: String(number()), type: t(`type.${props.part.type}`) })}{' '}
            <span class="font-normal text-muted">{words('parts.minutes', { count: props.part.durationMinutes })}</span>
          </h3>
          <Show when={chosen()}>
            {(at) => (
              <p class="figures flex items-center gap-2">
                <Icon name="check" class="text-good" />
                <time datetime={new Date(at()).toISOString()}>{props.picking.text().fullWhen(at())}</time>
              </p>
            )}
          </Show>
        </div>
        <Show when={!isActive()}>
          <button
            type="button"
            class="button"
            aria-label={words(chosen() === undefined ? 'parts.choose.label' : 'parts.change.label', {
              number: String(number()),
            })}
            onClick={() => props.picking.activate(id())}
          >
            {words(chosen() === undefined ? 'parts.choose' : 'parts.change')}
          </button>
        </Show>
      </div>
      <Show when={isActive()}>
        <PartTimes picking={props.picking} part={props.part} number={number()} />
      </Show>
    </li>
  );
}

/** Says what was lost; the focus goes to the part that needs another time. */
function Lost(props: { readonly picking: PartsPicking }) {
  const words = useLaterWords(enParts);
  const { view } = useInterview();
  const sentence = () => {
    const lost = props.picking.lost();
    if (lost === null) return null;
    if (lost === 'apart') return words('parts.apart');
    const number = String(numberOf(view().parts, lost.interviewId));
    return words('parts.lost', { number, when: props.picking.text().when(lost.at) });
  };
  return (
    <Show when={sentence()}>
      {(text) => (
        <Banner tone="warn">
          <p role="alert" class="font-medium">
            {text()}
          </p>
        </Banner>
      )}
    </Show>
  );
}

/** Always in reach: what is still to be chosen, or the button that books all of it. */
function Bar(props: { readonly picking: PartsPicking }) {
  const words = useLaterWords(enParts);
  const { t } = useI18n();
  const { view, text, say } = useInterview();
  const count = () => props.picking.open().length;
  const next = () => props.picking.next();
  const number = () => String(numberOf(view().parts, next() ?? ''));
  createEffect(
    on(props.picking.isComplete, (isComplete) => void (isComplete && say(words('parts.ready'))), { defer: true }),
  );
  return (
    <div class="book-bar">
      <Show when={props.picking.problem()}>
        {(problem) => (
          <Banner tone="bad" role="alert" class="mb-3">
            {problemText(problem(), { t, text: text(), view: view() })}
          </Banner>
        )}
      </Show>
      <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p class="text-muted">
          {props.picking.isComplete() ? words('parts.ready') : words('parts.next', { number: number() })}
        </p>
        <Show
          when={props.picking.isComplete()}
          fallback={
            <Show when={next() !== props.picking.active()}>
              <button type="button" class="button" onClick={() => props.picking.activate(next())}>
                {words('parts.choose.label', { number: number() })}
              </button>
            </Show>
          }
        >
          <button type="submit" class="button button-primary submit" aria-disabled={props.picking.isBusy()}>
            {props.picking.isBusy() ? words('parts.booking') : words('parts.book', { count: count() })}
          </button>
        </Show>
      </div>
    </div>
  );
}
