import { faceHueOf } from '@interlude/shared/brand/face-hue';
import { A } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import { Face } from '../../ui/faces.tsx';
import { Interval } from '../../ui/interval.tsx';
import { StatusChip } from '../interviews/status-chip.tsx';
import { useHr } from '../session/hr-context.tsx';
import { dataOf } from '../shell/data-of.ts';
import { timeOf } from './day.models.ts';
import { type Meeting, nextMeetingQuery } from './home.queries.ts';
import { hrefOf, nameOf, whatOf } from './meeting-text.ts';

const mostShown = 3;

interface UpNextProps {
  /** Those of today; undefined until they are known. */
  readonly meetings: readonly Meeting[] | undefined;
  /** Where the next day begins. */
  readonly toMs: number;
}

/** What is on now, and what comes next, today or on another day, with the way in. */
export function UpNext(props: UpNextProps) {
  const { now } = useHr();
  const live = () => (props.meetings ?? []).filter((one) => timeOf(one, now()) === 'now');
  const ahead = () => props.meetings?.find((one) => timeOf(one, now()) === 'ahead');
  const later = useQuery(() => ({
    ...nextMeetingQuery(props.toMs),
    enabled: props.meetings !== undefined && ahead() === undefined,
  }));
  const shown = () => {
    const next = ahead() ?? dataOf(later) ?? null;
    return [...live().slice(0, mostShown), ...(next === null ? [] : [next])];
  };
  return <For each={shown()}>{(meeting) => <Card meeting={meeting} />}</For>;
}

function Card(props: { readonly meeting: Meeting }) {
  const hr = useHr();
  const { t, text, now } = hr;
  const [from, to] = [() => Date.parse(props.meeting.startsAt ?? ''), () => Date.parse(props.meeting.endsAt ?? '')];
  const span = () => text().span(from(), to());
  const isOn = () => timeOf(props.meeting, now()) === 'now';
  const isToday = () => text().dateOf(from()) === text().dateOf(now());
  const people = () => props.meeting.interviewers.filter(({ name }) => name !== '');
  return (
    <section class="next-up" classList={{ 'next-today': isToday() }}>
      <p class="muted small">
        {isOn() ? t('home.upNow') : t('home.upNext', { distance: text().distance(now(), from()) })}
      </p>
      <Show when={!isToday()}>
        <p class="font-strong">{text().longDay(from())}</p>
      </Show>
      <Interval from={span().from} to={span().to} at={from()} until={to()} />
      <h3 class="hr-h2">
        <A class="row-link" href={hrefOf(props.meeting)}>
          <bdi>{nameOf(props.meeting, hr)}</bdi>
        </A>
      </h3>
      <p class="muted">{whatOf(props.meeting)}</p>
      <div class="next-people">
        <span class="faces" aria-hidden="true">
          <For each={people()}>
            {({ name, personId, photo }) => (
              <Face of={{ name, hue: faceHueOf(personId), ...(photo ? { photo } : {}) }} />
            )}
          </For>
        </span>
        <span class="min-w-0 flex-1">{text().formats.list(people().map(({ name }) => name))}</span>
        <StatusChip status={props.meeting.status} outcome={props.meeting.outcome} />
      </div>
      <Show when={props.meeting.meetingUrl}>
        {(url) => (
          <a class="button" href={url()} target="_blank" rel="noreferrer">
            {t('home.join')}
            <span class="sr-only"> {t('hr.newTab')}</span>
          </a>
        )}
      </Show>
    </section>
  );
}
