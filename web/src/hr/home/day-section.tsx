import { faceHueOf } from '@interlude/shared/brand/face-hue';
import { A } from '@solidjs/router';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { Face } from '../../ui/faces.tsx';
import { useHr } from '../session/hr-context.tsx';
import { type Bar, type Score, type Stave, scoreOf, timeOf } from './day.models.ts';
import type { Meeting } from './home.queries.ts';
import { hrefOf, nameOf, whatOf } from './meeting-text.ts';

const shownFirst = 8;
/** Of hours over the line of a day. */
const mostNames = 10;

interface DaySectionProps {
  readonly meetings: readonly Meeting[];
  readonly isCut: boolean;
  /** The beginning of the local day. */
  readonly fromMs: number;
}

/** The day as a line of time: who meets whom, and where one is in it; on a small screen the same as a list. */
export function DaySection(props: DaySectionProps) {
  const { t, me } = useHr();
  const score = createMemo(() => scoreOf(props.meetings, { dayMs: props.fromMs, myId: me().personId }));
  const [isWhole, setWhole] = createSignal(false);
  const staves = () => (isWhole() ? score().staves : score().staves.slice(0, shownFirst));
  const hidden = () => score().staves.length - shownFirst;
  return (
    <section aria-label={t('home.day')}>
      <Show when={props.meetings.length > 0}>
        <Show when={staves().length > 0}>
          <div class="score-wide">
            <Staves score={score()} staves={staves()} />
          </div>
        </Show>
        <Agenda meetings={props.meetings} />
        <div class="score-foot">
          <Legend />
          <Show when={hidden() > 0}>
            <button
              type="button"
              class="link score-wide"
              aria-expanded={isWhole()}
              onClick={() => setWhole(!isWhole())}
            >
              {isWhole() ? t('home.day.fewer') : t('home.day.more', { count: hidden() })}
            </button>
          </Show>
          <Show when={props.isCut}>
            <A class="link" href="/hr/interviews">
              {t('home.day.all')}
            </A>
          </Show>
        </div>
      </Show>
    </section>
  );
}

interface StavesProps {
  readonly score: Score<Meeting>;
  readonly staves: readonly Stave<Meeting>[];
}

function Staves(props: StavesProps) {
  const { t, text, now } = useHr();
  const ends = () => [props.score.hours[0] ?? 0, props.score.hours.at(-1) ?? 0] as const;
  const nowAt = () => (now() - ends()[0]) / (ends()[1] - ends()[0]);
  const count = () => props.score.hours.length - 1;
  // A long day names every second or third hour, and only one that has room for its name.
  const step = () => Math.ceil(count() / mostNames);
  const isNamed = (n: number) => n % step() === 0 && n + step() <= count();
  return (
    <div class="score" style={{ '--hours': String(count()) }}>
      <div class="score-hours" aria-hidden="true">
        <For each={props.score.hours.slice(0, -1)}>
          {(hour, n) => (
            <span>
              <Show when={isNamed(n())}>
                <b>{text().time(hour)}</b>
              </Show>
            </span>
          )}
        </For>
      </div>
      <Show when={nowAt() >= 0 && nowAt() <= 1}>
        <div class="score-line" aria-hidden="true">
          <span style={{ '--a': String(nowAt()) }}>
            <b>{t('home.day.now', { time: text().time(now()) })}</b>
          </span>
        </div>
      </Show>
      <For each={props.staves}>
        {(stave) => (
          <div class="score-row" style={{ '--lanes': String(stave.lanes) }}>
            <div class="score-person">
              <Face of={{ name: stave.name, hue: faceHueOf(stave.personId), ...photoOf(stave) }} />
              <span class="min-w-0">
                <bdi class="score-name font-strong">{stave.name}</bdi>
                <span class="muted small block">{t('home.day.of', { count: stave.bars.length })}</span>
              </span>
            </div>
            <ul class="score-track" aria-label={stave.name}>
              <For each={stave.bars}>{(bar) => <BarLink bar={bar} />}</For>
            </ul>
          </div>
        )}
      </For>
    </div>
  );
}

function photoOf({ personId, bars }: Stave<Meeting>) {
  const found = bars[0]?.meeting.interviewers.find((one) => one.personId === personId);
  return found?.photo ? { photo: found.photo } : {};
}

const stateWords = { past: 'home.day.over', now: 'home.day.live', ahead: 'home.day.booked' } as const;

function BarLink(props: { readonly bar: Bar<Meeting> }) {
  const hr = useHr();
  const { t, text, now } = hr;
  const meeting = () => props.bar.meeting;
  const state = () => timeOf(meeting(), now());
  const time = () => text().time(Date.parse(meeting().startsAt ?? ''));
  const place = () => ({
    '--a': String(props.bar.at),
    '--len': String(props.bar.length),
    '--room': String(props.bar.room),
    '--lane': String(props.bar.lane),
  });
  const said = () => ({ time: time(), name: nameOf(meeting(), hr), what: whatOf(meeting()) });
  return (
    <li>
      <A
        class={`score-item score-${state()}`}
        style={place()}
        href={hrefOf(meeting())}
        aria-label={t('home.meeting.named', { ...said(), state: t(stateWords[state()]) })}
      >
        <span class="score-bar" />
        <span class="score-text">
          <b>{time()}</b> {t('home.meeting', { name: said().name, what: said().what })}
        </span>
      </A>
    </li>
  );
}

function Legend() {
  const { t } = useHr();
  return (
    <p class="score-legend score-wide muted small" aria-hidden="true">
      <For each={['ahead', 'now', 'past'] as const}>
        {(state) => (
          <span class={`score-key score-${state}`}>
            <span class="score-bar" />
            <span>{t(stateWords[state])}</span>
          </span>
        )}
      </For>
    </p>
  );
}

function Agenda(props: { readonly meetings: readonly Meeting[] }) {
  const hr = useHr();
  const { t, text, now } = hr;
  return (
    <ul class="agenda">
      <For each={props.meetings}>
        {(meeting) => {
          const span = () => text().span(Date.parse(meeting.startsAt ?? ''), Date.parse(meeting.endsAt ?? ''));
          const names = () => meeting.interviewers.flatMap(({ name }) => (name === '' ? [] : [name]));
          return (
            <li class={`agenda-row score-${timeOf(meeting, now())}`}>
              <span class="agenda-time">
                <b>{span().from}</b> <span class="muted">{span().to}</span>
              </span>
              <span class="min-w-0">
                <A class="row-link" href={hrefOf(meeting)}>
                  {nameOf(meeting, hr)}
                </A>
                <span class="muted small block">{whatOf(meeting)}</span>
                <Show when={names().length > 0}>
                  <span class="muted small block">{t('home.day.with', { names: text().formats.list(names()) })}</span>
                </Show>
              </span>
              <Show when={timeOf(meeting, now()) !== 'past' && meeting.meetingUrl}>
                {(url) => (
                  <a class="button" href={url()} target="_blank" rel="noreferrer">
                    {t('home.join')}
                    <span class="sr-only"> {nameOf(meeting, hr)}</span>
                  </a>
                )}
              </Show>
            </li>
          );
        }}
      </For>
    </ul>
  );
}
