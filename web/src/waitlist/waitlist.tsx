import type { InterviewView, WaitlistView } from '@interlude/shared/schemas/views';
import { createSignal, createUniqueId, Match, Show, Switch } from 'solid-js';
import { api, type Problem, problemOf, refusalOf } from '../api.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { problemText } from '../candidate/problem-text.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { createIntent } from '../idempotency.ts';
import { Banner } from '../ui/banner.tsx';
import { Icon } from '../ui/icon.tsx';
import { Interval } from '../ui/interval.tsx';
import '../ui/panel.css';
import './waitlist.css';

type Offer = NonNullable<WaitlistView['offer']>;
type Send = (intent: { interviewId: string; idempotencyKey: string }) => Promise<InterviewView>;

/** Waiting for a time that becomes free: to join, the place kept, and the time on offer. */
export function Waitlist() {
  const { view } = useInterview();
  const asks = createAsking();
  return (
    <Switch
      fallback={
        <section class="wait">
          <Show when={view().waitlist} fallback={<Join {...asks} />}>
            {(waitlist) => <Waits waitlist={waitlist()} {...asks} />}
          </Show>
          <Trouble problem={asks.problem()} />
        </section>
      }
    >
      <Match when={view().waitlist?.offer}>{(offer) => <Offered offer={offer()} {...asks} />}</Match>
    </Switch>
  );
}

type Asking = ReturnType<typeof createAsking>;

/** One thing at a time is asked of the server; its answer is the page as it is afterwards. */
function createAsking() {
  const { view, accept, refresh, say } = useInterview();
  const intent = createIntent();
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem | null>(null);

  async function ask(what: string, send: Send, done: string) {
    if (isBusy()) return;
    setBusy(true);
    setProblem(null);
    const { interviewId, waitlist } = view();
    try {
      accept(await send({ interviewId, idempotencyKey: intent.keyFor({ what, waitlist }) }));
      intent.settled();
      say(done);
    } catch (error) {
      setProblem(problemOf(error));
      if (refusalOf(error)) refresh();
    } finally {
      setBusy(false);
    }
  }
  return { ask, isBusy, problem };
}

function Trouble(props: { readonly problem: Problem | null }) {
  const { t } = useI18n();
  const { view, text } = useInterview();
  return (
    <Show when={props.problem}>
      {(failed) => (
        <Banner tone="bad" role="alert">
          {problemText(failed(), { t, text: text(), view: view() })}
        </Banner>
      )}
    </Show>
  );
}

function Join(props: Asking) {
  const { t } = useI18n();
  const join = () => props.ask('join', (intent) => api.candidate.joinWaitlist.mutate(intent), t('wait.joined'));
  return (
    <>
      <h3 class="font-strong">{t('wait.title')}</h3>
      <p class="text-muted">{t('wait.why')}</p>
      <button type="button" class="button" aria-disabled={props.isBusy()} onClick={() => void join()}>
        {t('wait.join')}
      </button>
    </>
  );
}

function Waits(props: Asking & { readonly waitlist: WaitlistView }) {
  const { t } = useI18n();
  const { text } = useInterview();
  const leave = () => props.ask('leave', (intent) => api.candidate.leaveWaitlist.mutate(intent), t('wait.left'));
  const since = () => text().when(Date.parse(props.waitlist.joinedAt));
  return (
    <>
      <h3 class="flex items-center gap-2 font-strong">
        <Icon name="check" class="text-good" />
        {t('wait.joined')}
      </h3>
      <p class="text-muted">{t('wait.joined.since', { date: since() })}</p>
      <button type="button" class="button button-quiet" aria-disabled={props.isBusy()} onClick={() => void leave()}>
        {t('wait.leave')}
      </button>
    </>
  );
}

function Offered(props: Asking & { readonly offer: Offer }) {
  const { t, locale } = useI18n();
  const { view, text, zone } = useInterview();
  const startsAt = () => Date.parse(props.offer.startsAt);
  const place = () => t('booked.zone', { place: text().place, offset: text().offset(startsAt()) });
  const book = () => {
    const wish = { startsAt: props.offer.startsAt, zone: zone(), locale: locale().tag };
    return props.ask('book', (intent) => api.candidate.book.mutate({ ...intent, ...wish }), t('booked.done'));
  };
  const pass = () => {
    const { startsAt: at } = props.offer;
    const send: Send = (intent) => api.candidate.passOffer.mutate({ ...intent, startsAt: at });
    return props.ask('pass', send, t('wait.passed'));
  };
  const endsAt = () => startsAt() + view().durationMinutes * 60_000;
  const headingId = createUniqueId();
  return (
    <section class="panel" aria-labelledby={headingId}>
      <div class="panel-top">
        <h3 id={headingId}>{t('wait.offer')}</h3>
        <p class="panel-date">{text().longDay(startsAt())}</p>
      </div>
      <div class="panel-body">
        <div class="grid gap-2" role="status">
          <Interval {...text().span(startsAt(), endsAt())} at={startsAt()} until={endsAt()} />
          <p class="text-dense text-muted">
            {place() + text().formats.comma + t('facts.minutes', { count: view().durationMinutes })}
          </p>
          <p>{t('wait.offer.until', { time: text().when(Date.parse(props.offer.expiresAt)) })}</p>
        </div>
        <div class="offer-foot">
          <Trouble problem={props.problem()} />
          <button
            type="button"
            class="button button-primary"
            aria-disabled={props.isBusy()}
            onClick={() => void book()}
          >
            {t('wait.book', { when: text().when(startsAt()) })}
          </button>
          <button type="button" class="button button-quiet" aria-disabled={props.isBusy()} onClick={() => void pass()}>
            {t('wait.pass')}
          </button>
        </div>
      </div>
    </section>
  );
}
