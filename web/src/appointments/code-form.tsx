import type { Refusal } from '@interlude/shared/booking/refusal';
import { latinDigits } from '@interlude/shared/language/bidi';
import { useNavigate } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createMemo, createSignal, onMount, type ParentProps, Show } from 'solid-js';
import { api, type Problem, problemOf } from '../api.ts';
import { preloadInterview } from '../candidate/preload.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { wayOn } from '../links/way-on.ts';
import { handedOn } from '../picking/named-start.ts';
import { onDeviceClock } from '../time/device-clock.ts';
import { createZonedText, type ZonedText } from '../time/formats.models.ts';
import { Banner } from '../ui/banner.tsx';
import { Interval } from '../ui/interval.tsx';
import { createBeginning } from './beginning.ts';
import { type BeginWish, type Begun, forgetBegun } from './begun.ts';
import { CodeClock } from './code-clock.tsx';
import { FormField } from './form-field.tsx';
import type { ServiceAddress } from './service.queries.ts';
import { useServiceProblem } from './service-problem.ts';
import { Stepper } from './stepper.tsx';

interface CodeFormProps {
  readonly address: ServiceAddress;
  readonly durationMinutes: number;
  readonly begun: Begun;
  readonly zone: () => string;
  readonly onBegun: (begun: Begun) => void;
  /** They want to change what they chose or typed. */
  readonly onBack: () => void;
  readonly onLost: (at: number, refusal: Refusal) => void;
}

/** The code from the mail: it books the time that was chosen, or leads on to where one is. */
export function CodeForm(props: CodeFormProps) {
  const problemText = useServiceProblem();
  const { t, formats } = useI18n();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [typed, setTyped] = createSignal('');
  const [isTried, setTried] = createSignal(false);
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem | null>(null);
  const again = createBeginning({
    address: props.address,
    zone: () => props.zone(),
    former: () => props.begun,
    onLost: (at, refusal) => props.onLost(at, refusal),
    onBegun(begun) {
      setTyped('');
      setTried(false);
      setProblem(null);
      props.onBegun(begun);
    },
  });
  const wanted = () => wantedStart(props.begun.wish);
  const text = createMemo(() => createZonedText(formats(), props.begun.clock.zone, props.begun.clock.offsets));
  const go = () => {
    const at = wanted();
    const isBooked = at !== null && !props.begun.wish.repeats;
    return isBooked ? t('confirm.book', { when: text().when(at) }) : t('code.go');
  };
  // Pasted codes bring spaces along, and keyboards their own digits.
  const digits = () => latinDigits(typed()).replaceAll(/\D/g, '');
  const isWrong = () => digits().length !== 6;
  // On the device's own clock, since no zone of the service matters here.
  const until = () => formats().time(onDeviceClock(Date.parse(props.begun.expiresAt)).shifted);
  let form: HTMLFormElement | undefined;
  const focusField = () => form?.querySelector<HTMLElement>('input')?.focus();
  onMount(focusField);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (isWrong()) return focusField();
    if (isBusy()) return;
    setBusy(true);
    setProblem(null);
    try {
      const { proofId, wish } = props.begun;
      const { appointmentId, booked } = await api.appointments.prove.mutate({ proofId, code: digits() });
      forgetBegun(props.address);
      void preloadInterview(queries, appointmentId);
      // Where the time is lost, or comes again, it is chosen on the page of the appointment; nothing is typed twice.
      if (booked || wish.startsAt === null) return navigate(wayOn(appointmentId, ''));
      const search = `?${new URLSearchParams({ start: wish.startsAt })}`;
      navigate(wayOn(appointmentId, search), { state: handedOn(wish.note) });
    } catch (error) {
      setProblem(problemOf(error));
      focusField();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form ref={form} class="panel" novalidate onSubmit={(event) => void submit(event)}>
      <div class="panel-top" role="status">
        <h2 class="panel-date">{t('code.title')}</h2>
        <p class="break-words">{t('code.sent', { email: props.begun.wish.email, time: until() })}</p>
      </div>
      <Show when={wanted()}>
        {(at) => (
          <WantedTime at={at()} text={text()} durationMinutes={props.durationMinutes}>
            <CodeClock begun={props.begun} until={until()} />
          </WantedTime>
        )}
      </Show>
      <div class="panel-body">
        <Stepper at="code" />
        <FormField
          label={t('code.label')}
          value={typed()}
          onInput={setTyped}
          autocomplete="one-time-code"
          isDigits
          error={isTried() && isWrong() ? t('code.missing') : null}
        />
        <Show when={problem() ?? again.problem()}>
          {(failed) => (
            <Banner tone="bad" role="alert">
              {problemText(failed())}
            </Banner>
          )}
        </Show>
        <button type="submit" class="button button-primary" aria-disabled={isBusy()}>
          {isBusy() ? t('code.going') : go()}
        </button>
        <div class="flex flex-wrap gap-3">
          <button
            type="button"
            class="button"
            aria-disabled={again.isBusy()}
            onClick={() => void again.begin(props.begun.wish, props.begun.clock)}
          >
            {t('code.again')}
          </button>
          <button type="button" class="button button-quiet" onClick={() => props.onBack()}>
            {t('code.back')}
          </button>
        </div>
      </div>
    </form>
  );
}

function wantedStart({ startsAt }: BeginWish): number | null {
  return startsAt === null ? null : Date.parse(startsAt);
}

interface WantedTimeProps extends ParentProps {
  readonly at: number;
  readonly text: ZonedText;
  readonly durationMinutes: number;
}

function WantedTime(props: WantedTimeProps) {
  const { t } = useI18n();
  const endsAt = () => props.at + props.durationMinutes * 60_000;
  return (
    <div class="panel-facts">
      <p class="font-strong">{props.text.longDay(props.at)}</p>
      <Interval {...props.text.span(props.at, endsAt())} at={props.at} until={endsAt()} />
      <p class="text-dense text-muted">
        {t('booked.zone', { place: props.text.place, offset: props.text.offset(props.at) })}
      </p>
      {props.children}
    </div>
  );
}
