import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { createIntent } from '../../idempotency.ts';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { dataOf } from '../shell/data-of.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { type Candidate, candidatesQuery, type ListedCandidate, previewMergeQuery } from './records.queries.ts';
import { createTypedText } from './typed-text.ts';

interface MergeDialogProps {
  readonly isOpen: boolean;
  /** The record that stays. */
  readonly candidate: Candidate;
  readonly onClose: () => void;
}

/** Finds the other record of a person, shows what merging does, and merges. */
export function MergeDialog(props: MergeDialogProps) {
  const { t } = useHr();
  return (
    <HrDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t('merge.title', { name: props.candidate.name })}
      lead={t('merge.lead')}
    >
      <MergeForm {...props} />
    </HrDialog>
  );
}

function MergeForm(props: MergeDialogProps) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const [asked, setAsked] = createSignal('');
  const typed = createTypedText(asked, setAsked);
  const [other, setOther] = createSignal<ListedCandidate | null>(null);
  const [isTried, setTried] = createSignal(false);
  const intent = createIntent();
  const found = useQuery(() => candidatesQuery({ text: asked().trim(), archived: false, cursor: null }));
  const others = () =>
    (dataOf(found)?.candidates ?? []).filter(({ candidateId }) => candidateId !== props.candidate.candidateId);
  const sent = createSubmit(
    () => {
      const wish = { keepId: props.candidate.candidateId, mergeId: other()?.candidateId ?? '' };
      return api.candidates.merge.mutate({ ...wish, idempotencyKey: intent.keyFor(wish) });
    },
    async () => {
      intent.settled();
      props.onClose();
      say({ text: t('merge.done') });
      await Promise.all(
        ['candidates', 'applications', 'interviews', 'notes', 'jobs'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      );
    },
  );

  async function submit() {
    setTried(true);
    if (other() !== null) await sent.submit();
  }

  return (
    <DialogForm
      onSubmit={submit}
      onClose={props.onClose}
      label={t('merge.do')}
      isBusy={sent.isBusy()}
      isDanger
      problem={sent.problem()}
    >
      <TextField label={t('merge.find')} type="search" value={typed.text()} onInput={typed.type} />
      <OtherSelect
        others={others()}
        chosen={other()}
        onChoose={setOther}
        error={isTried() && other() === null ? t('merge.missing') : null}
      />
      <Show when={other()} keyed>
        {(chosen) => <Preview keep={props.candidate} other={chosen} />}
      </Show>
    </DialogForm>
  );
}

interface OtherSelectProps {
  readonly others: readonly ListedCandidate[];
  readonly chosen: ListedCandidate | null;
  readonly onChoose: (one: ListedCandidate | null) => void;
  readonly error: string | null;
}

function OtherSelect(props: OtherSelectProps) {
  const { t } = useHr();
  const id = createUniqueId();
  // Whoever was chosen stays, whatever is looked for afterwards.
  const shown = () => {
    const { chosen, others } = props;
    const isIn = chosen === null || others.some(({ candidateId }) => candidateId === chosen.candidateId);
    return isIn ? others : [chosen, ...others];
  };
  return (
    <div class="field">
      <label for={id}>{t('merge.choose')}</label>
      <select
        id={id}
        class="input"
        aria-invalid={props.error !== null}
        aria-describedby={props.error === null ? undefined : `${id}-error`}
        onChange={({ currentTarget }) =>
          props.onChoose(shown().find(({ candidateId }) => candidateId === currentTarget.value) ?? null)
        }
      >
        <option value="" selected={props.chosen === null}>
          {shown().length === 0 ? t('merge.nobody') : '–'}
        </option>
        <For each={shown()}>
          {({ candidateId, name, email }) => (
            <option value={candidateId} selected={candidateId === props.chosen?.candidateId}>
              {name}, {email}
            </option>
          )}
        </For>
      </select>
      <Show when={props.error}>
        <p id={`${id}-error`} class="field-error">
          {props.error}
        </p>
      </Show>
    </div>
  );
}

function Preview(props: { readonly keep: Candidate; readonly other: ListedCandidate }) {
  const { t, text } = useHr();
  const preview = useQuery(() => previewMergeQuery(props.keep.candidateId, props.other.candidateId));
  const list = (titles: readonly string[]) => ({ jobs: text().formats.list([...titles]) });
  return (
    <Panel query={preview} skeleton={<RowsSkeleton rows={3} />}>
      {(will) => (
        <section class="merge-will" aria-live="polite" aria-label={t('merge.will')}>
          <h3 class="side-title">{t('merge.will')}</h3>
          <p>{t('merge.stays', { name: props.keep.name, email: props.keep.email })}</p>
          <p>{t('merge.goes', { name: props.other.name, email: props.other.email })}</p>
          <Show when={will().interviews > 0}>
            <p>{t('merge.interviews', { count: will().interviews })}</p>
          </Show>
          <Show when={will().moved.length > 0}>
            <p>{t('merge.moved', list(will().moved))}</p>
          </Show>
          <Show when={will().both.length > 0}>
            <p>{t('merge.both', list(will().both))}</p>
          </Show>
          <Show when={will().openTwice.length > 0}>
            <p>{t('merge.openTwice', list(will().openTwice))}</p>
          </Show>
          <Show when={will().notes > 0}>
            <p>{t('merge.notes', { count: will().notes })}</p>
          </Show>
          <p>
            <strong>{t('merge.final')}</strong>
          </p>
        </section>
      )}
    </Panel>
  );
}
