import { useQueryClient } from '@tanstack/solid-query';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';
import { createSubmit } from '../../session/submit.ts';
import { DialogFoot, ProblemBanner } from '../../shell/dialog-parts.tsx';
import { HrDialog } from '../../shell/hr-dialog.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';
import { ActionFields } from './action-fields.tsx';
import { createActionForm } from './action-form.ts';
import type { StaffAction } from './actions.models.ts';
import { consequencesOf } from './consequences.models.ts';
import { rulesInTheWay } from './override.models.ts';
import { OverrideFields } from './override-fields.tsx';

interface ActionDialogProps {
  readonly interview: InterviewDetail;
  /** The action asked about; null closes the dialog, which stays mounted so that the focus finds its way back. */
  readonly action: StaffAction | null;
  /** Of a move: the start that is chosen when it opens. */
  readonly startsAt?: number | null;
  readonly onClose: () => void;
}

function choosesTime(action: StaffAction): action is 'book' | 'reschedule' {
  return action === 'book' || action === 'reschedule';
}

/** Asks before an action takes effect: what will happen, what is needed for it, and a way out first. */
export function ActionDialog(props: ActionDialogProps) {
  return (
    <ActionFrame action={props.action} onClose={props.onClose}>
      {(action) => (
        <ActionAsked
          interview={props.interview}
          action={action}
          startsAt={props.startsAt ?? null}
          onClose={props.onClose}
        />
      )}
    </ActionFrame>
  );
}

interface ActionFrameProps extends Pick<ActionDialogProps, 'action' | 'onClose'> {
  readonly children: (action: StaffAction) => JSX.Element;
}

/** The dialog around what is asked, which may have to be read first. */
export function ActionFrame(props: ActionFrameProps) {
  const { t } = useHr();
  const shown = createMemo<StaffAction>((before) => props.action ?? before, 'confirm');
  return (
    <HrDialog
      isOpen={props.action !== null}
      onClose={props.onClose}
      title={t(`ask.${shown()}`)}
      isAlert={!choosesTime(shown())}
      isWide={choosesTime(shown())}
      isReadFirst={choosesTime(shown())}
    >
      <Show when={shown()} keyed>
        {(action) => props.children(action)}
      </Show>
    </HrDialog>
  );
}

interface ActionAskedProps {
  readonly interview: InterviewDetail;
  readonly action: StaffAction;
  readonly startsAt: number | null;
  readonly onClose: () => void;
}

export function ActionAsked(props: ActionAskedProps) {
  const { t, text, now, say } = useHr();
  const queries = useQueryClient();
  const { action, startsAt } = props;
  const form = createActionForm(() => props.interview, action, startsAt);
  let fields: HTMLFormElement | undefined;
  const sent = createSubmit(form.send, async () => {
    say({ text: t(`done.${action}`) });
    props.onClose();
    await refreshed();
  });
  // Everything that shows this interview is read again: its page and timeline, the lists and the free times.
  const refreshed = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['interviews'] }),
      queries.invalidateQueries({ queryKey: ['appointments'] }),
      queries.invalidateQueries({ queryKey: ['retakes'] }),
    ]);
  const situation = () => ({ interview: props.interview, nowMs: now(), t, text: text() });
  const label = () => {
    const slot = form.slot();
    if (!choosesTime(action)) return t(`do.${action}`);
    return slot === null ? t('do.reschedule.none') : t(`do.${action}`, { when: text().when(slot) });
  };

  const isSession = () => props.interview.kind === 'group';
  // A refusal is about the time that was sent, and not about one chosen since.
  const problem = () => {
    const told = sent.problem();
    const isOver =
      told?.kind === 'refused' && rulesInTheWay(told.refusal).length > 0 && form.override.rules().length === 0;
    return isOver && !isSession() ? null : told;
  };

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    form.tryOut();
    if (!form.isComplete()) {
      queueMicrotask(() => fields?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    await sent.submit();
    const told = sent.problem();
    if (!isSession()) form.override.learn(told);
    if (told?.kind !== 'refused') return;
    form.wish.learn(told.refusal);
    if (told.refusal.code === 'version_conflict') await refreshed();
  }

  return (
    <form ref={fields} class="stack" novalidate onSubmit={(event) => void submit(event)}>
      <ActionFields form={form} action={action} interview={props.interview} problem={sent.problem()} />
      <div class="means">
        <h3 class="means-title">{t('means.title')}</h3>
        <ul>
          <For each={consequencesOf(action, situation())}>{(line) => <li>{line}</li>}</For>
        </ul>
      </div>
      <ProblemBanner problem={problem()} />
      <OverrideFields form={form.override} isMissing={form.isMissing('override')} />
      <DialogFoot
        label={label()}
        isBusy={sent.isBusy()}
        isDanger={action === 'cancel' || action === 'markNoShow'}
        onClose={props.onClose}
      />
    </form>
  );
}
