import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { createIntent } from '../../idempotency.ts';
import { LinesField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { Each } from '../shell/each.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { type About, type Note, notesQuery } from './records.queries.ts';

const mostText = 2_000;

/** What colleagues wrote down about a record; everybody changes their own. */
export function NotesSection(props: { readonly about: About }) {
  const { t, may } = useHr();
  const notes = useQuery(() => notesQuery(props.about));
  return (
    <section aria-labelledby="notes-title" class="side-section stack">
      <h2 id="notes-title" class="side-title" tabindex="-1">
        {t('notes.title')}
      </h2>
      <Show when={may('notes:write')}>
        <AddNote about={props.about} />
      </Show>
      <Panel query={notes} skeleton={<RowsSkeleton rows={2} />}>
        {(page) => (
          <Show when={page().notes.length > 0} fallback={<p class="muted">{t('notes.none')}</p>}>
            <ul class="notes">
              <Each of={page().notes} by={({ noteId }) => noteId}>
                {(note) => <NoteItem note={note()} />}
              </Each>
            </ul>
          </Show>
        )}
      </Panel>
    </section>
  );
}

function AddNote(props: { readonly about: About }) {
  const { t } = useHr();
  const queries = useQueryClient();
  const [text, setText] = createSignal('');
  const intent = createIntent();
  const sent = createSubmit(
    () => {
      const note = { ...props.about, text: text() };
      return api.notes.add.mutate({ ...note, idempotencyKey: intent.keyFor(note) });
    },
    async () => {
      intent.settled();
      setText('');
      await queries.invalidateQueries({ queryKey: ['notes'] });
    },
  );
  const isLong = () => text().length > mostText;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (text().trim() === '' || isLong()) event.currentTarget.querySelector('textarea')?.focus();
        else void sent.submit();
      }}
    >
      <LinesField
        label={t('notes.text')}
        value={text()}
        onInput={setText}
        rows={3}
        hint={t('notes.hint')}
        error={isLong() ? t('notes.wrong') : null}
      />
      <ProblemBanner problem={sent.problem()} />
      <div>
        <button type="submit" class="button" aria-disabled={sent.isBusy()}>
          {t('notes.add')}
        </button>
      </div>
    </form>
  );
}

function NoteItem(props: { readonly note: Note }) {
  const { t, text } = useHr();
  const [isEditing, setEditing] = createSignal(false);
  const when = () => text().when(Date.parse(props.note.at));
  return (
    <li class="note">
      <p class="record-more">
        <bdi>{props.note.author.name}</bdi>, <time datetime={props.note.at}>{when()}</time>
        <Show when={props.note.editedAt}> ({t('notes.edited')})</Show>
      </p>
      <Show when={!isEditing()} fallback={<EditNote note={props.note} onDone={() => setEditing(false)} />}>
        <p class="note-text" dir="auto">
          {props.note.text}
        </p>
        <Show when={props.note.isOwn}>
          <div class="note-do">
            <button
              type="button"
              class="button button-quiet"
              aria-label={t('notes.edit.of', { when: when() })}
              onClick={() => setEditing(true)}
            >
              {t('notes.edit')}
            </button>
            <RemoveNote note={props.note} />
          </div>
        </Show>
      </Show>
    </li>
  );
}

function EditNote(props: { readonly note: Note; readonly onDone: () => void }) {
  const { t } = useHr();
  const queries = useQueryClient();
  const [text, setText] = createSignal(props.note.text);
  const sent = createSubmit(
    () => api.notes.edit.mutate({ noteId: props.note.noteId, text: text() }),
    async () => {
      props.onDone();
      await queries.invalidateQueries({ queryKey: ['notes'] });
    },
  );
  const isWrong = () => text().trim() === '' || text().length > mostText;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong()) void sent.submit();
      }}
    >
      <LinesField
        label={t('notes.text')}
        value={text()}
        onInput={setText}
        rows={4}
        error={isWrong() ? t('notes.wrong') : null}
      />
      <ProblemBanner problem={sent.problem()} />
      <div class="note-do">
        <button type="submit" class="button" aria-disabled={sent.isBusy()}>
          {t('records.save')}
        </button>
        <button type="button" class="button button-quiet" onClick={() => props.onDone()}>
          {t('notes.cancel')}
        </button>
      </div>
    </form>
  );
}

function RemoveNote(props: { readonly note: Note }) {
  const { t, text, say } = useHr();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ['notes'] });
  const sent = createSubmit(
    async () => {
      const { noteId } = props.note;
      await api.notes.remove.mutate({ noteId });
      return noteId;
    },
    async (noteId) => {
      const undo = async () => {
        await api.notes.restore.mutate({ noteId });
        await refresh();
      };
      say({ text: t('notes.removed'), undo });
      document.getElementById('notes-title')?.focus();
      await refresh();
    },
  );
  return (
    <>
      <button
        type="button"
        class="button button-quiet"
        aria-disabled={sent.isBusy()}
        aria-label={t('notes.remove.of', { when: text().when(Date.parse(props.note.at)) })}
        onClick={() => void sent.submit()}
      >
        {t('notes.remove')}
      </button>
      <ProblemBanner problem={sent.problem()} />
    </>
  );
}
