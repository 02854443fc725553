import type { InterviewStatus } from '@interlude/shared/booking/booking-status';
import { faceHueOf } from '@interlude/shared/brand/face-hue';
import { addDays, instantsOf } from '@interlude/shared/time/time-zone';
import { A } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js';
import { Face } from '../../ui/faces.tsx';
import { useHr } from '../session/hr-context.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { enWhy } from '../words/en-why.ts';
import './why-not.css';
import { usePartWords } from '../words/hr-words.tsx';
import { reasonText, startText, type Taker, takersOf } from './why-not.models.ts';
import { type WhyNotAnswer, type WhyNotOf, whyNotQuery } from './why-not.queries.ts';

const daysAhead = 729;

/** A start of one's choice, and what stands in its way: of the start, and of each person and room. */
export function WhyNot(props: { readonly of: WhyNotOf }) {
  const p = usePartWords(enWhy);
  const { text, now } = useHr();
  const today = () => text().dateOf(now());
  const id = createUniqueId();
  const [startsAt, setStartsAt] = createSignal<string | null>(null);
  const [isWrong, setWrong] = createSignal(false);

  function ask({ value, validity }: HTMLInputElement) {
    const [date = '', time = ''] = value.split('T');
    // What lies beyond two years is offered to nobody, and clocks are known no further.
    const [at] = validity.valid && value !== '' ? instantsOf(text().zone, { date, time: time.slice(0, 5) }) : [];
    setWrong(at === undefined);
    setStartsAt(at === undefined ? null : new Date(at).toISOString().replace('.000Z', 'Z'));
  }

  return (
    <div class="stack">
      <p class="muted">{p('whyNot.lead')}</p>
      <div class="field">
        <label for={id}>{p('whyNot.at', { place: text().place })}</label>
        <input
          id={id}
          type="datetime-local"
          min={`${today()}T00:00`}
          max={`${addDays(today(), daysAhead)}T23:55`}
          class="input input-moment"
          aria-invalid={isWrong()}
          aria-describedby={isWrong() ? `${id}-wrong` : undefined}
          onChange={(event) => ask(event.currentTarget)}
        />
        <Show when={isWrong()}>
          <p id={`${id}-wrong`} class="field-error">
            {p('whyNot.wrong')}
          </p>
        </Show>
      </div>
      <Show when={startsAt()}>{(at) => <Answer of={props.of} startsAt={at()} />}</Show>
    </div>
  );
}

function Answer(props: { readonly of: WhyNotOf; readonly startsAt: string }) {
  const answer = useQuery(() => whyNotQuery(props.of, props.startsAt));
  return (
    <div role="status">
      <Panel query={answer} skeleton={<RowsSkeleton rows={2} />}>
        {(known) => <Reasons answer={known()} of={props.of} />}
      </Panel>
    </div>
  );
}

function Reasons(props: { readonly answer: WhyNotAnswer; readonly of: WhyNotOf }) {
  const p = usePartWords(enWhy);
  const { t, text, textIn, may } = useHr();
  const at = () => Date.parse(props.answer.startsAt);
  const theirs = createMemo(() => textIn(props.answer.candidateZone));
  const words = () => ({ p, text: text(), statusOf: (status: InterviewStatus) => t(`status.${status}`) });
  const general = () => props.answer.because.flatMap((reason) => startText(reason, words()) ?? []);
  const isPolicy = () =>
    'interviewId' in props.of &&
    may('templates:read') &&
    props.answer.because.some((one) => one.about === 'start' && (one.because === 'notice' || one.because === 'window'));
  return (
    <div class="stack">
      <p>
        <strong>{p(props.answer.offered ? 'whyNot.offered' : 'whyNot.not', { when: text().when(at()) })}</strong>
        <Show when={theirs().zone !== text().zone}>
          <span class="muted fact-more">
            {p('whyNot.theirs', { place: theirs().place, when: theirs().when(at()) })}
          </span>
        </Show>
      </p>
      <Show when={!props.answer.offered}>
        <ul class="why-not-list" aria-label={p('whyNot.reasons')}>
          <For each={general()}>{(said) => <li>{said}</li>}</For>
          <For each={takersOf(props.answer.because)}>{(taker) => <TakerLine taker={taker} />}</For>
        </ul>
        <Show when={isPolicy()}>
          <p>
            <A class="link" href="/hr/templates">
              {p('whyNot.templates.open')}
            </A>
          </p>
        </Show>
      </Show>
    </div>
  );
}

function TakerLine(props: { readonly taker: Taker }) {
  const p = usePartWords(enWhy);
  const { t, text, me, may } = useHr();
  const said = () => props.taker.reasons.map((reason) => reasonText(reason, { p, text: text() }));
  const bookings = () =>
    props.taker.reasons.flatMap((reason) => ('claim' in reason ? (reason.claim.interviewId ?? []) : []));
  const isOwn = () => props.taker.id === me().personId;
  const mayOpen = () =>
    !props.taker.isResource && may('availability:write') && (isOwn() || (may('jobs:write') && props.taker.name !== ''));
  return (
    <li class="why-not-line">
      <Show when={!props.taker.isResource && props.taker.name !== ''}>
        <Face
          of={{
            name: props.taker.name,
            hue: faceHueOf(props.taker.id),
            ...(props.taker.photo ? { photo: props.taker.photo } : {}),
          }}
        />
      </Show>
      <span class="min-w-0">
        <bdi class="font-strong">{props.taker.name || t('fact.hidden')}</bdi>: {said().join('; ')}
        <span class="why-not-ways">
          <For each={bookings()}>
            {(interviewId) => (
              <A class="link" href={`/hr/interviews/${interviewId}`}>
                {p('whyNot.booking.open')}
              </A>
            )}
          </For>
          <Show when={mayOpen()}>
            <A class="link" href={isOwn() ? '/hr/availability' : `/hr/availability?person=${props.taker.id}`}>
              {p('whyNot.hours.open', { name: props.taker.name })}
            </A>
          </Show>
        </span>
      </span>
    </li>
  );
}
