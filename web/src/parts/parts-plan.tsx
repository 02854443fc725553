import { createEffect, For, on, Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { problemText } from '../candidate/problem-text.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { ChoiceSheet } from '../picking/choice-sheet.tsx';
import { Banner } from '../ui/banner.tsx';
import { Interval } from '../ui/interval.tsx';
import type { PartsPicking } from './create-parts-picking.ts';
import { minutesBetween, numberOf, type Part } from './parts.models.ts';

interface PlanProps {
  readonly picking: PartsPicking;
}

/** The day as it will be: each part with its time or the place for one, what lies between, and the one button. */
export function PartsPlan(props: PlanProps) {
  const { t } = useI18n();
  const text = () => props.picking.text();
  const open = () => props.picking.open();
  const times = () => open().flatMap(({ interviewId }) => props.picking.chosen()[interviewId] ?? []);
  const days = () => [...new Set(times().map((at) => text().longDay(at)))];
  const done = () => t('parts.have', { count: times().length, of: String(open().length) });
  return (
    <ChoiceSheet
      title={t('parts.plan')}
      date={<p class="panel-date">{days().length === 0 ? t('parts.plan.empty') : text().formats.list(days())}</p>}
      facts={
        <>
          <Lost picking={props.picking} />
          <p class="text-dense text-muted">
            {done()} {t('booked.zone', { place: text().place, offset: text().offset(times()[0] ?? Date.now()) })}
          </p>
        </>
      }
      more={t('parts.plan.show')}
      less={t('confirm.less')}
      isIdle={times().length === 0 && props.picking.lost() === null && props.picking.problem() === null}
      foot={<Foot picking={props.picking} />}
    >
      <ol class="agenda">
        <For each={open()}>
          {(part, n) => (
            <Agenda part={part} former={open()[n() - 1]} picking={props.picking} isOfOneDay={days().length < 2} />
          )}
        </For>
      </ol>
    </ChoiceSheet>
  );
}

interface AgendaProps extends PlanProps {
  readonly part: Part;
  readonly former: Part | undefined;
  readonly isOfOneDay: boolean;
}

function Agenda(props: AgendaProps) {
  const { t } = useI18n();
  const { view } = useInterview();
  const text = () => props.picking.text();
  const startOf = (part: Part | undefined) => (part ? props.picking.chosen()[part.interviewId] : undefined);
  const number = () => String(numberOf(view().parts, props.part.interviewId));
  const ends = (at: number) => at + props.part.durationMinutes * 60_000;
  const between = () => {
    const [former, at] = [startOf(props.former), startOf(props.part)];
    if (props.former === undefined || former === undefined || at === undefined) return null;
    const isSameDay = text().dateOf(former) === text().dateOf(at);
    return isSameDay ? minutesBetween(former, props.former.durationMinutes, at) : null;
  };
  return (
    <li class="agenda-part" data-done={startOf(props.part) !== undefined}>
      <Show when={between()}>
        {(count) => <p class="agenda-gap">{t('parts.between', { span: t('parts.minutes', { count: count() }) })}</p>}
      </Show>
      <p class="font-medium">{t('parts.nth', { number: number(), type: t(`type.${props.part.type}`) })}</p>
      <Show when={startOf(props.part)} fallback={<p class="text-dense text-muted">{t('parts.unchosen')}</p>}>
        {(at) => (
          <>
            <Show when={!props.isOfOneDay}>
              <p class="text-dense text-muted">{text().longDay(at())}</p>
            </Show>
            <Interval {...text().span(at(), ends(at()))} at={at()} until={ends(at())} />
          </>
        )}
      </Show>
    </li>
  );
}

/** Says what was lost; the part that needs another time is the one in view. */
function Lost(props: PlanProps) {
  const { t } = useI18n();
  const { view } = useInterview();
  const sentence = () => {
    const lost = props.picking.lost();
    if (lost === null) return null;
    if (lost === 'apart') return t('parts.apart');
    const number = String(numberOf(view().parts, lost.interviewId));
    return t('parts.lost', { number, when: props.picking.text().when(lost.at) });
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

/** The way on to what is still to be chosen, or the button that books all of it. */
function Foot(props: PlanProps) {
  const { t } = useI18n();
  const { view, text, say } = useInterview();
  const count = () => props.picking.open().length;
  const next = () => props.picking.next();
  const number = () => String(numberOf(view().parts, next() ?? ''));
  createEffect(
    on(props.picking.isComplete, (isComplete) => void (isComplete && say(t('parts.ready'))), { defer: true }),
  );
  return (
    <>
      <Show when={props.picking.problem()}>
        {(problem) => (
          <Banner tone="bad" role="alert">
            {problemText(problem(), { t, text: text(), view: view() })}
          </Banner>
        )}
      </Show>
      <Show
        when={props.picking.isComplete()}
        fallback={
          <Show
            when={next() !== props.picking.active()}
            fallback={<p class="panel-hold">{t('parts.next', { number: number() })}</p>}
          >
            <button type="button" class="button button-primary" onClick={() => props.picking.activate(next())}>
              {t('parts.choose.label', { number: number() })}
            </button>
          </Show>
        }
      >
        <button type="submit" class="button button-primary submit" aria-disabled={props.picking.isBusy()}>
          {props.picking.isBusy() ? t('parts.booking') : t('parts.book', { count: count() })}
        </button>
        <p class="panel-hold">{t('parts.together')}</p>
      </Show>
    </>
  );
}
