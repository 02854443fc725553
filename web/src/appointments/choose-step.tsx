import type { Refusal } from '@interlude/shared/booking/refusal';
import type { PublicService } from '@interlude/shared/schemas/service';
import { createEffect, createSignal, on, onMount, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { isWrongPhone } from '../phone/typed-phone.ts';
import { ChosenDate, focusWhenChosen, sayChosen, WhenFacts } from '../picking/choice-facts.tsx';
import { ChoiceSheet } from '../picking/choice-sheet.tsx';
import { Alternatives, LostNote } from '../picking/conflict-recovery.tsx';
import { createLosing } from '../picking/create-choice.ts';
import { createPicking, type Picking } from '../picking/create-picking.ts';
import { chooseNamed, chooseStart } from '../picking/named-start.ts';
import { OfferedTimes } from '../picking/offered-times.tsx';
import { OtherTimes } from '../picking/other-times.tsx';
import { Banner } from '../ui/banner.tsx';
import { createBeginning } from './beginning.ts';
import type { BeginWish, Begun } from './begun.ts';
import { givenAnswers, isAnswerMissing } from './question-fields.tsx';
import type { ServiceAddress } from './service.queries.ts';
import { useServiceProblem } from './service-problem.ts';
import { Stepper } from './stepper.tsx';
import { type Draft, isEmailWrong, isNameMissing, VisitorFields } from './visitor-fields.tsx';
import { Who } from './who.tsx';

/** The time this step goes on from: one to be chosen again, or one that was lost while a new code was asked for. */
export interface WantedStart {
  readonly at: number;
  readonly refusal: Refusal | null;
}

interface ChooseStepProps {
  readonly address: ServiceAddress;
  readonly service: PublicService;
  readonly providerId: string | null;
  readonly onProvider: (providerId: string | null) => void;
  readonly draft: Draft;
  readonly onDraft: (change: Partial<Draft>) => void;
  readonly wanted: WantedStart | null;
  readonly zone: () => string;
  readonly former: () => Begun | null;
  readonly onBegun: (begun: Begun) => void;
}

/** The times, and beside them the chosen one with what is asked of its visitor. */
export function ChooseStep(props: ChooseStepProps) {
  const { t } = useI18n();
  const picking = createPicking();
  let send = () => {};
  return (
    <form
      class="pick"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        // Without a choice there is no button, but a key in a field sends too.
        if (picking.chosen() !== null || !picking.mayCome()) send();
      }}
    >
      <div class="pick-from">
        <h2 class="sr-only">{t('pick.title')}</h2>
        <OfferedTimes
          picking={picking}
          before={<Who of={props.service.providers} chosen={props.providerId} onChoose={props.onProvider} />}
        />
        {/* Below the times, whose height is not known before. */}
        <Show when={!picking.first.isPending}>
          <Show when={props.service.description}>
            <p dir="auto" class="service-text">
              {props.service.description}
            </p>
          </Show>
          <OtherTimes contact={props.service.contact} title={props.service.name} />
        </Show>
      </div>
      <p class="pick-wait">{t('pick.wait')}</p>
      <Show when={picking.answer()}>
        <ChoicePart
          {...props}
          picking={picking}
          onReady={(run) => {
            send = run;
          }}
        />
      </Show>
    </form>
  );
}

interface ChoicePartProps extends ChooseStepProps {
  readonly picking: Picking;
  readonly onReady: (send: () => void) => void;
}

/** The chosen time, or that none is free: who wants it, and the button that has the code mailed. */
function ChoicePart(props: ChoicePartProps) {
  const { t } = useI18n();
  // The picker stays the same for as long as this is shown.
  const { picking } = props;
  const [isTried, setTried] = createSignal(false);
  const [isCalled, setCalled] = createSignal(false);
  let heading: HTMLElement | undefined;
  let fields: HTMLDivElement | undefined;
  const lose = createLosingOf(props);
  const beginning = createBeginning({
    address: props.address,
    zone: () => props.zone(),
    former: () => props.former(),
    onBegun: (begun) => props.onBegun(begun),
    onLost: (at, refusal) => {
      lose(at, refusal, true);
      call();
    },
  });
  sayChosen(picking);
  focusWhenChosen(picking, () => heading);
  onMount(() => {
    const { wanted } = props;
    if (wanted === null) chooseNamed(picking);
    else if (wanted.refusal === null) chooseStart(picking, wanted.at);
    else lose(wanted.at, wanted.refusal, true);
  });

  // Each time anew, since they may have closed it meanwhile.
  function call() {
    setCalled(false);
    setCalled(true);
  }

  function focusFirst(selector: string) {
    call();
    queueMicrotask(() => fields?.querySelector<HTMLElement>(selector)?.focus());
  }

  props.onReady(() => {
    const { draft, service } = props;
    const isUnanswered = service.questions.some((question) => isAnswerMissing(question, draft.answers));
    const isPhoneWrong = (service.asksForPhone ?? false) && isWrongPhone(draft.phone);
    const isWrong = isNameMissing(draft) || isEmailWrong(draft) || isPhoneWrong || isUnanswered;
    // On a phone the button is in sight before what it needs.
    if (isWrong && !fields?.checkVisibility()) return focusFirst('input');
    setTried(true);
    if (isWrong) return focusFirst('[aria-invalid="true"]');
    const clock = picking.answer();
    if (clock !== undefined) void beginning.begin(wishOf(props), { zone: clock.zone, offsets: picking.offsets() });
  });

  const isShown = () => picking.chosen() !== null || picking.conflict() !== null || !picking.mayCome();
  const hasAlternatives = () => picking.chosen() === null && (picking.conflict()?.alternatives.length ?? 0) > 0;
  return (
    <Show when={isShown()}>
      <ChoiceSheet
        title={t('confirm.title')}
        onHeading={(element) => {
          heading = element;
        }}
        date={<Title picking={picking} />}
        facts={
          <>
            <LostNote picking={picking} kept={hasTyped(props.draft) ? t('conflict.typed') : ''} />
            <Show when={picking.chosen()}>
              {(at) => <WhenFacts picking={picking} at={at()} durationMinutes={props.service.durationMinutes} />}
            </Show>
          </>
        }
        more={t(hasAlternatives() ? 'conflict.show' : 'begin.more')}
        less={t('confirm.less')}
        isCalled={isCalled()}
        foot={<Foot picking={picking} beginning={beginning} />}
      >
        <Alternatives
          picking={picking}
          busyAt={null}
          nameOf={(when) => t('begin.take', { when })}
          onTake={(at) => picking.choose(at, true)}
        />
        <Show when={picking.chosen() !== null}>
          <Stepper at="you" />
        </Show>
        <div ref={fields} class="grid gap-4">
          <VisitorFields
            questions={props.service.questions}
            draft={props.draft}
            onDraft={props.onDraft}
            isTried={isTried()}
            isForTime={picking.mayCome()}
            asksForPhone={props.service.asksForPhone ?? false}
            mayRepeat={props.service.repeatable !== null}
          />
        </div>
      </ChoiceSheet>
    </Show>
  );
}

function wishOf({ draft, picking, providerId, service }: ChoicePartProps): BeginWish {
  const at = picking.chosen();
  return {
    ...draft,
    name: draft.name.trim(),
    email: draft.email.trim(),
    note: draft.note.trim(),
    phone: service.asksForPhone ? draft.phone.number : null,
    answers: givenAnswers(service.questions, draft.answers),
    repeats: at !== null && draft.repeats,
    providerId,
    startsAt: at === null ? null : new Date(at).toISOString(),
  };
}

// A time that only the person just chosen does not offer was not taken by anybody.
function createLosingOf(props: ChoicePartProps) {
  let chosenWith = props.providerId;
  createEffect(
    on(
      () => props.picking.choice(),
      () => {
        chosenWith = props.providerId;
      },
    ),
  );
  return createLosing(props.picking, { kind: () => (chosenWith === props.providerId ? 'taken' : 'busy') });
}

const hasTyped = ({ name, email, note, phone, answers }: Draft) =>
  [name, email, note, phone.text, ...Object.values(answers)].some((text) => text !== '');

function Title(props: { readonly picking: Picking }) {
  const { t } = useI18n();
  return (
    <Show when={props.picking.mayCome()} fallback={<p class="panel-date">{t('wait.join')}</p>}>
      <ChosenDate picking={props.picking} />
    </Show>
  );
}

interface FootProps {
  readonly picking: Picking;
  readonly beginning: ReturnType<typeof createBeginning>;
}

function Foot(props: FootProps) {
  const { t } = useI18n();
  const problemText = useServiceProblem();
  const isWaitlist = () => !props.picking.mayCome();
  return (
    <>
      <Show when={props.beginning.problem()}>
        {(problem) => (
          <Banner tone="bad" role="alert">
            {problemText(problem())}
          </Banner>
        )}
      </Show>
      <Show when={props.picking.chosen() !== null || isWaitlist()}>
        <button type="submit" class="button button-primary" aria-disabled={props.beginning.isBusy()}>
          {t(props.beginning.isBusy() ? 'begin.sending' : 'begin.send')}
        </button>
        <p class="panel-hold">{t(isWaitlist() ? 'begin.list' : 'begin.how')}</p>
      </Show>
    </>
  );
}
