import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createMemo, createSignal, Show } from 'solid-js';
import { createIntent } from '../../../idempotency.ts';
import { TextField } from '../../invite/text-field.tsx';
import { useHr } from '../../session/hr-context.tsx';
import { api } from '../../session/staff-api.ts';
import { createSubmit } from '../../session/submit.ts';
import { dataOf } from '../../shell/data-of.ts';
import { DialogForm } from '../../shell/dialog-form.tsx';
import { ProblemBanner } from '../../shell/dialog-parts.tsx';
import { HrDialog } from '../../shell/hr-dialog.tsx';
import { type SavedView, viewsQuery } from './list.queries.ts';
import { builtInViews } from './list-state.models.ts';

const mostLetters = 60;

/** Saves the view that is shown, or renames and removes the saved one. */
export function ViewTools(props: { readonly search: string }) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const views = useQuery(viewsQuery);
  const [isNaming, setNaming] = createSignal(false);
  const refresh = () => queries.invalidateQueries({ queryKey: ['views'] });
  const present = createMemo(
    () => (dataOf(views) ?? []).find((view) => `?${view.search}` === props.search && view.mayChange) ?? null,
  );
  const isKnown = () =>
    builtInViews.some(({ search }) => search === props.search) ||
    (dataOf(views) ?? []).some((view) => `?${view.search}` === props.search);
  const removed = createSubmit(
    async () => {
      const view = present();
      if (view !== null) await api.views.remove.mutate({ viewId: view.viewId });
      return view;
    },
    async (view) => {
      await refresh();
      if (view === null) return;
      const undo = async () => {
        await api.views.restore.mutate({ viewId: view.viewId });
        await refresh();
      };
      say({ text: t('views.removed', { name: view.name }), undo });
    },
  );
  return (
    <>
      <ProblemBanner problem={removed.problem()} />
      <Show when={present()}>
        <button type="button" class="button button-quiet" onClick={() => setNaming(true)}>
          {t('views.rename')}
        </button>
        <button
          type="button"
          class="button button-quiet"
          aria-disabled={removed.isBusy()}
          onClick={() => void removed.submit()}
        >
          {t('views.remove')}
        </button>
      </Show>
      <Show when={!isKnown()}>
        <button type="button" class="button button-quiet" onClick={() => setNaming(true)}>
          {t('views.save')}
        </button>
      </Show>
      <HrDialog
        isOpen={isNaming()}
        onClose={() => setNaming(false)}
        title={t(present() ? 'views.rename' : 'views.save')}
        lead={t('views.save.lead')}
      >
        <NameForm search={props.search} view={present()} onClose={() => setNaming(false)} onDone={refresh} />
      </HrDialog>
    </>
  );
}

interface NameFormProps {
  readonly search: string;
  /** The one to rename; null saves a new one. */
  readonly view: SavedView | null;
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

function NameForm(props: NameFormProps) {
  const { t, say } = useHr();
  // What is shown while the form is open may change under it, by somebody else.
  const { view, search } = props;
  const [name, setName] = createSignal(view?.name ?? '');
  const [isShared, setShared] = createSignal(false);
  const [isTried, setTried] = createSignal(false);
  const intent = createIntent();
  const isWrong = () => name().trim() === '' || name().trim().length > mostLetters;
  const sent = createSubmit(
    async () => {
      if (view !== null) return await api.views.rename.mutate({ viewId: view.viewId, name: name().trim() });
      const wish = { name: name().trim(), search: search.slice(1), shared: isShared() };
      return await api.views.save.mutate({ ...wish, idempotencyKey: intent.keyFor(wish) });
    },
    async () => {
      await props.onDone();
      say({ text: t(view === null ? 'views.saved' : 'views.renamed') });
      props.onClose();
    },
  );
  const isFull = () => {
    const told = sent.problem();
    return told?.kind === 'refused' && told.refusal.code === 'invalid_input';
  };
  async function submit() {
    setTried(true);
    if (!isWrong()) await sent.submit();
  }
  return (
    <DialogForm
      label={t('views.do.save')}
      isNew={view === null}
      isBusy={sent.isBusy()}
      problem={isFull() ? null : sent.problem()}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextField
        label={t('views.name')}
        value={name()}
        onInput={setName}
        error={isTried() && isWrong() ? t('views.name.missing') : isFull() ? t('views.full') : null}
      />
      <Show when={view === null}>
        <label class="check">
          <input type="checkbox" checked={isShared()} onChange={(event) => setShared(event.currentTarget.checked)} />
          {t('views.share')}
        </label>
      </Show>
    </DialogForm>
  );
}
