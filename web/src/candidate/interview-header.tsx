import { firstNameOf } from '@interlude/shared/brand/face-names';
import { useLocation } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { useInterview } from './interview-context.tsx';
import { isOneOfMany, stageOf } from './stage.models.ts';

const BookedTitle = lazyPart(
  async () => (await import('../booked/booked-title.tsx')).BookedTitle,
  () => <div class="bone bone-title late" />,
);

/** What the page is about: a greeting while a time is to be chosen, else the interview; then its facts. */
export function InterviewHeader() {
  const { t, formats } = useI18n();
  const { view } = useInterview();
  const kind = () => t(`type.${view().type}`);
  // A client knows what they booked by its name, a candidate by what kind of interview it is.
  const job = () => <bdi translate="no">{view().jobTitle}</bdi>;
  const titles = () => (view().appointment ? [job(), kind()] : [kind(), job()]);
  const isGreeted = () => stageOf(view()) === 'pick' && view().guest !== '';
  const title = () => {
    if (isGreeted()) return t('pick.hello', { name: firstNameOf(view().guest) });
    return isOneOfMany(view()) ? job() : titles()[0];
  };
  // A step of it, such as moving, is about the interview, and has a heading of its own.
  const location = useLocation();
  const hasOwnTitle = () => {
    const isOpen = ['pick', 'closed'].includes(stageOf(view()));
    return !isOpen && location.pathname === `/i/${view().interviewId}`;
  };
  const facts = () =>
    isOneOfMany(view())
      ? titles().slice(1, isGreeted() ? 2 : 1)
      : [
          ...(isGreeted() || hasOwnTitle() ? titles() : [titles()[1]]),
          t('facts.minutes', { count: view().durationMinutes }),
          t(`provider.${view().provider}`),
          ...(view().attempt > 1 ? [t('facts.attempt', { count: view().attempt })] : []),
        ];
  const names = () => view().interviewers.map(({ name }) => name);
  return (
    <>
      <Show when={hasOwnTitle()} fallback={<h1 class="text-title font-strong">{title()}</h1>}>
        <BookedTitle />
      </Show>
      <div class="band-lead">
        <p>
          <For each={facts()}>{(fact, n) => [n() > 0 ? ' · ' : '', fact]}</For>
          <Show
            when={names().length > 0 && !hasOwnTitle() && !isOneOfMany(view())}
          >{` · ${t('facts.with', { names: formats().list(names()) })}`}</Show>
        </p>
        <Show when={isGreeted() && view().mails.some(({ kind }) => kind === 'interviewer_missed')}>
          <p>{t('pick.again')}</p>
        </Show>
        <Show when={view().venue}>{(venue) => <p>{t('facts.at', { venue: venue() })}</p>}</Show>
      </div>
    </>
  );
}
