import { faceHueOf } from '@interlude/shared/brand/face-hue';
import { clocksInOrder } from '@interlude/shared/time/clock-order';
import { offsetAt } from '@interlude/shared/time/time-zone';
import { For, Show } from 'solid-js';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { dateInstant, type ZonedText } from '../../../time/formats.models.ts';
import { Faces } from '../../../ui/faces.tsx';
import { Interval } from '../../../ui/interval.tsx';
import { useHr } from '../../session/hr-context.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';

const over: readonly InterviewDetail['status'][] = ['completed', 'archived', 'cancelled', 'no_show'];

/** When it is, large, on the clock that leads, what that reads on the others, and who comes. */
export function WhenBar(props: { readonly interview: InterviewDetail }) {
  return <Show when={props.interview.startsAt}>{(at) => <Bar interview={props.interview} startsAt={at()} />}</Show>;
}

function Bar(props: { readonly interview: InterviewDetail; readonly startsAt: string }) {
  const { t, text, textIn, now } = useHr();
  const { t: common } = useI18n();
  const from = () => Date.parse(props.startsAt);
  const until = () => Date.parse(props.interview.endsAt ?? props.startsAt);
  const clocks = (): readonly ZonedText[] => {
    const { venueZone: venue, zone: other } = props.interview;
    const zones = clocksInOrder({ venue, reader: text().zone, other }, (zone) => offsetAt(zone, from()));
    return zones.map(textIn);
  };
  const first = () => clocks()[0] ?? text();
  const month = () => {
    const date = first().dateOf(from());
    const isThisYear = date.slice(0, 4) === first().dateOf(now()).slice(0, 4);
    return isThisYear ? first().formats.shortMonth(dateInstant(date)) : first().month(from());
  };
  const people = () => props.interview.interviewers.filter(({ name, optional }) => name !== '' && !optional);
  const also = (clock: ZonedText) => {
    const span = common('booked.time', clock.span(from(), until()));
    const isSameDay = clock.dateOf(from()) === first().dateOf(from());
    return t(clock.zone === text().zone ? 'when.also.own' : 'when.also', {
      span: isSameDay ? span : `${clock.shortDay(from())}, ${span}`,
      name: props.interview.candidate.name || t('when.also.candidate'),
      place: clock.place,
      offset: clock.offset(from()),
    });
  };
  return (
    <section
      class="when-bar"
      classList={{ 'when-over': over.includes(props.interview.status) }}
      aria-label={t('fact.when')}
    >
      <time class="datebox" datetime={first().dateOf(from())}>
        <span>{first().formats.narrowWeekday(dateInstant(first().dateOf(from())))} </span>
        <b>{first().dayOfMonth(from())} </b>
        <span>{month()}</span>
      </time>
      <div class="min-w-0">
        <Interval {...first().span(from(), until())} at={from()} until={until()} />
        <p class="small">
          <strong>{common('booked.zone', { place: first().place, offset: first().offset(from()) })}</strong>
          {', '}
          {text().distance(now(), from())}
        </p>
        <For each={clocks().slice(1)}>{(clock) => <p class="muted small">{also(clock)}</p>}</For>
      </div>
      <Show when={people().length > 0}>
        <div class="when-who">
          <Faces of={people().map(({ personId, ...person }) => ({ ...person, hue: faceHueOf(personId) }))} />
          <span class="small" aria-hidden="true">
            {text().formats.list(people().map(({ name }) => name.split(' ')[0] ?? name))}
          </span>
        </div>
      </Show>
    </section>
  );
}
