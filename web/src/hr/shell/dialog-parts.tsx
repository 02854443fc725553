import { Show } from 'solid-js';
import type { Problem } from '../../api.ts';
import { Banner } from '../../ui/banner.tsx';
import { useHr } from '../session/hr-context.tsx';
import { hrProblemText } from '../words/refusal-text.models.ts';

/** What kept a call from taking effect, announced at once. */
export function ProblemBanner(props: { readonly problem: Problem | null }) {
  const { t, text } = useHr();
  return (
    <Show when={props.problem}>
      {(problem) => (
        <Banner tone="bad" role="alert">
          {hrProblemText(problem(), { t, text: text() })}
        </Banner>
      )}
    </Show>
  );
}

interface DialogFootProps {
  readonly label: string;
  readonly isBusy: boolean;
  readonly isDanger?: boolean;
  /** What it makes is not there yet, so that there is nothing to keep as it is. */
  readonly isNew?: boolean;
  readonly onClose: () => void;
}

export function DialogFoot(props: DialogFootProps) {
  const { t } = useHr();
  return (
    <div class="dialog-foot">
      <button type="button" class="button" onClick={() => props.onClose()}>
        {t(props.isNew ? 'do.leave' : 'do.keep')}
      </button>
      <button
        type="submit"
        class="button"
        classList={{ 'button-primary': !props.isDanger, 'button-danger-full': props.isDanger ?? false }}
        aria-disabled={props.isBusy}
      >
        {props.isBusy ? t('do.busy') : props.label}
      </button>
    </div>
  );
}
