import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { createIntent } from '../../idempotency.ts';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { capacityFrom } from './resources.models.ts';
import type { Left, Resource } from './resources.queries.ts';

interface ResourceFormProps {
  /** Null for a new one. */
  readonly resource: Resource | null;
  readonly onLeft: (left: Left) => void;
  readonly onClose: () => void;
}

const kinds = ['room', 'licence'] as const;

export function ResourceForm(props: ResourceFormProps) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  // A form belongs to one resource: the page makes a new form for the next one.
  const known = props.resource;
  const [draft, setDraft] = createStore({
    name: known?.name ?? '',
    kind: known?.kind ?? ('room' as const),
    capacity: String(known?.capacity ?? 1),
    archived: known?.archived ?? false,
  });
  const [isTried, setTried] = createSignal(false);
  const intent = createIntent();
  const name = () => draft.name.trim();
  const sent = createSubmit(
    async () => {
      const wish = { name: name(), capacity: capacityFrom(draft.capacity) ?? 1 };
      if (known === null) {
        await api.resources.create.mutate({ ...wish, kind: draft.kind });
        return { left: [], unbookable: [] };
      }
      const { resourceId, version: expectedVersion } = known;
      const given = { ...wish, resourceId, expectedVersion, active: !draft.archived };
      return await api.resources.update.mutate({ ...given, idempotencyKey: intent.keyFor(given) });
    },
    async (left) => {
      intent.settled();
      props.onLeft(left);
      props.onClose();
      say({ text: t('resources.saved', { name: name() }) });
      await queries.invalidateQueries({ queryKey: ['resources'] });
    },
  );

  async function submit() {
    setTried(true);
    if (name() !== '' && name().length <= 120 && capacityFrom(draft.capacity) !== null) await sent.submit();
  }

  return (
    <DialogForm
      onSubmit={submit}
      onClose={props.onClose}
      label={t('resources.save')}
      isNew={props.resource === null}
      isBusy={sent.isBusy()}
      problem={sent.problem()}
    >
      <TextField
        label={t('resources.name')}
        value={draft.name}
        onInput={(text) => setDraft('name', text)}
        error={isTried() && (name() === '' || name().length > 120) ? t('resources.name.wrong') : null}
      />
      <Show when={known === null}>
        <KindChoice kind={draft.kind} onChoose={(kind) => setDraft('kind', kind)} />
      </Show>
      <TextField
        label={t('resources.capacity')}
        value={draft.capacity}
        onInput={(text) => setDraft('capacity', text)}
        error={isTried() && capacityFrom(draft.capacity) === null ? t('resources.capacity.wrong') : null}
        isShort
        isNumeric
      />
      <Show when={known !== null}>
        <label class="check">
          <input
            type="checkbox"
            checked={draft.archived}
            onChange={(event) => setDraft('archived', event.currentTarget.checked)}
          />
          {t('resources.archive')}
        </label>
      </Show>
    </DialogForm>
  );
}

interface KindChoiceProps {
  readonly kind: Resource['kind'];
  readonly onChoose: (kind: Resource['kind']) => void;
}

function KindChoice(props: KindChoiceProps) {
  const { t } = useHr();
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{t('resources.kind')}</label>
      <select
        id={id}
        class="input"
        onChange={(event) => props.onChoose(event.currentTarget.value === 'licence' ? 'licence' : 'room')}
      >
        <For each={kinds}>
          {(kind) => (
            <option value={kind} selected={kind === props.kind}>
              {t(`resources.kind.${kind}`)}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}
