import { useNavigate } from '@solidjs/router';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { createIntent } from '../../idempotency.ts';
import { peopleQuery } from '../invite/invite.queries.ts';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { dataOf } from '../shell/data-of.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import type { Job } from './records.queries.ts';

interface JobDialogProps {
  readonly isOpen: boolean;
  /** Null for a new one. */
  readonly job: Job | null;
  readonly onClose: () => void;
}

export function JobDialog(props: JobDialogProps) {
  const { t } = useHr();
  return (
    <HrDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={props.job === null ? t('jobs.add') : t('jobs.edit', { name: props.job.title })}
    >
      <JobForm {...props} />
    </HrDialog>
  );
}

const shortFields = ['department', 'location', 'industry'] as const;

function JobForm(props: JobDialogProps) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const navigate = useNavigate();
  // The version belongs to what is shown, also after somebody else has saved.
  const known = props.job;
  const [draft, setDraft] = createStore({
    title: known?.title ?? '',
    department: known?.department ?? '',
    location: known?.location ?? '',
    industry: known?.industry ?? '',
    ownerIds: known?.ownerIds ?? [],
  });
  const [isTried, setTried] = createSignal(false);
  const intent = createIntent();
  const title = () => draft.title.trim();
  const isTitleWrong = () => title() === '' || title().length > 160;
  const isLong = (field: (typeof shortFields)[number]) => draft[field].trim().length > 120;
  const sent = createSubmit(
    async () => {
      const ownerIds = [...draft.ownerIds];
      if (known !== null) {
        const said = Object.fromEntries(shortFields.map((field) => [field, draft[field].trim() || null]));
        const { jobId, version: expectedVersion } = known;
        await api.jobs.update.mutate({ jobId, expectedVersion, title: title(), ownerIds, ...said });
        return jobId;
      }
      const said = shortFields.flatMap((field) => (draft[field].trim() === '' ? [] : [[field, draft[field].trim()]]));
      const wish = { title: title(), ownerIds, ...Object.fromEntries(said) };
      return (await api.jobs.create.mutate({ ...wish, idempotencyKey: intent.keyFor(wish) })).jobId;
    },
    async (jobId) => {
      props.onClose();
      const page = `/hr/jobs/${jobId}`;
      say(known === null ? { text: t('jobs.added', { name: title() }), leadsTo: page } : { text: t('records.saved') });
      await queries.invalidateQueries({ queryKey: ['jobs'] });
      if (known === null) navigate(page);
    },
  );

  async function submit() {
    setTried(true);
    if (!isTitleWrong() && !shortFields.some(isLong)) await sent.submit();
  }

  return (
    <DialogForm
      onSubmit={submit}
      onClose={props.onClose}
      label={t('records.save')}
      isNew={props.job === null}
      isBusy={sent.isBusy()}
      problem={sent.problem()}
    >
      <TextField
        label={t('jobs.name')}
        value={draft.title}
        onInput={(text) => setDraft('title', text)}
        error={isTried() && isTitleWrong() ? t('jobs.name.wrong') : null}
      />
      <For each={shortFields}>
        {(field) => (
          <TextField
            label={t(`jobs.${field}`)}
            value={draft[field]}
            onInput={(text) => setDraft(field, text)}
            error={isTried() && isLong(field) ? t('jobs.short.wrong') : null}
          />
        )}
      </For>
      <OwnerFields ownerIds={draft.ownerIds} onChange={(ownerIds) => setDraft('ownerIds', ownerIds)} />
    </DialogForm>
  );
}

interface OwnerFieldsProps {
  readonly ownerIds: readonly string[];
  readonly onChange: (ownerIds: string[]) => void;
}

function OwnerFields(props: OwnerFieldsProps) {
  const { t } = useHr();
  const people = useQuery(peopleQuery);
  const eligible = () =>
    (dataOf(people) ?? []).filter(
      ({ personId, roles, active }) =>
        props.ownerIds.includes(personId) || (active && roles.includes('hiring_manager')),
    );
  const without = (personId: string) => props.ownerIds.filter((one) => one !== personId);
  return (
    <Show when={eligible().length > 0}>
      <fieldset class="field">
        <legend>{t('jobs.owners')}</legend>
        <p class="field-hint">{t('jobs.owners.hint')}</p>
        <For each={eligible()}>
          {({ personId, name }) => (
            <label class="check">
              <input
                type="checkbox"
                checked={props.ownerIds.includes(personId)}
                onChange={({ currentTarget }) =>
                  props.onChange(currentTarget.checked ? [...without(personId), personId] : without(personId))
                }
              />
              <bdi>{name}</bdi>
            </label>
          )}
        </For>
      </fieldset>
    </Show>
  );
}
