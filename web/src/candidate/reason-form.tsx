import { A } from '@solidjs/router';
import { type ParentProps, Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from '../ui/banner.tsx';
import { ReasonChoice } from '../ui/reason-choice.tsx';
import { useInterview } from './interview-context.tsx';
import { problemText } from './problem-text.ts';
import type { createReasonStep } from './reason-step.ts';

type ReasonFormProps = ParentProps<{
  readonly step: ReturnType<typeof createReasonStep>;
  readonly legend: string;
  readonly codes: readonly string[];
  labelOf(code: string): string;
  readonly textLabel: string;
  readonly submit: string;
  readonly isDangerous?: boolean;
  readonly home: string;
  readonly back: string;
}>;

export function ReasonForm(props: ReasonFormProps) {
  const { t } = useI18n();
  const { view, text } = useInterview();
  return (
    <form class="card grid gap-6" onSubmit={(event) => void props.step.submit(event)}>
      {props.children}
      <ReasonChoice
        legend={props.legend}
        codes={props.codes}
        labelOf={props.labelOf}
        chosen={props.step.code()}
        onChoose={props.step.choose}
        error={props.step.isMissing() ? t('reason.missing') : null}
        textLabel={props.textLabel}
        text={props.step.text()}
        onText={props.step.setText}
      />
      <Show when={props.step.problem()}>
        {(problem) => (
          <Banner tone="bad" role="alert">
            {problemText(problem(), { t, text: text(), view: view() })}
          </Banner>
        )}
      </Show>
      <div class="flex flex-wrap gap-3">
        <button
          type="submit"
          class="button"
          classList={{ 'button-danger': props.isDangerous === true, 'button-primary': !props.isDangerous }}
          aria-disabled={props.step.isBusy()}
        >
          {props.submit}
        </button>
        <A class="button" href={props.home}>
          {props.back}
        </A>
      </div>
    </form>
  );
}
