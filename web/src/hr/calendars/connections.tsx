import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createEffect, createSignal, createUniqueId, on, Show } from 'solid-js';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { Each } from '../shell/each.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { enCalendars } from '../words/en-calendars.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { CalendarChoice, isLeftOut } from './calendar-choice.tsx';
import { type CalendarConnection, connectionsQuery } from './calendars.queries.ts';
import { Consent } from './consent.tsx';
import { Refused, refusedBecause } from './refused.tsx';

const tones = { needs_reauth: 'tone-warn', failing: 'tone-bad' } as const;

/** The calendars elsewhere in which somebody is busy, and the way to connect one. */
export function Connections(props: { readonly personId: string }) {
  const { me } = useHr();
  // People connect and change only their own calendars; administrators look at those of others and disconnect them.
  const isOwn = () => props.personId === me().personId;
  const w = usePartWords(enCalendars);
  const id = createUniqueId();
  const known = useQuery(() => connectionsQuery(props.personId));
  const [leaving, setLeaving] = createSignal<CalendarConnection | null>(null);
  return (
    <section class="card stack" aria-labelledby={id}>
      <h2 id={id} class="hr-h2">
        {w('title')}
      </h2>
      <p class="muted">{w(isOwn() ? 'lead' : 'lead.other')}</p>
      <Panel query={known} skeleton={<RowsSkeleton rows={2} />}>
        {(all) => (
          <>
            <Show when={all().connections.length > 0} fallback={<p>{w('none')}</p>}>
              <ul class="plain-rows">
                <Each of={all().connections} by={({ connectionId }) => connectionId}>
                  {(connection) => (
                    <Row
                      of={connection()}
                      personId={props.personId}
                      isOwn={isOwn()}
                      onLeave={() => setLeaving(connection())}
                    />
                  )}
                </Each>
              </ul>
            </Show>
            <Show when={isOwn() && all().offers.length > 0}>
              <Consent />
            </Show>
          </>
        )}
      </Panel>
      <Show when={isOwn()}>
        <ConnectForm />
      </Show>
      <LeaveDialog of={leaving()} personId={props.personId} onClose={() => setLeaving(null)} />
    </section>
  );
}

interface RowProps {
  readonly of: CalendarConnection;
  readonly personId: string;
  readonly isOwn: boolean;
  readonly onLeave: () => void;
}

function Row(props: RowProps) {
  const { say, text, now } = useHr();
  const w = usePartWords(enCalendars);
  const queries = useQueryClient();
  const looked = createSubmit(
    () => api.calendars.syncNow.mutate({ personId: props.personId, connectionId: props.of.connectionId }),
    async ({ connection }) => {
      const isRead = connection.freshAt !== props.of.freshAt;
      say({ text: w(isRead ? 'synced' : 'sync.failed', { name: props.of.name }) });
      await queries.invalidateQueries({ queryKey: ['calendars'] });
    },
  );
  const sentence = (because: NonNullable<CalendarConnection['because']>) => {
    if (!props.isOwn && (because === 'auth' || because === 'key_missing')) return 'reauth.other';
    return because === 'auth' && props.of.provider === 'google' ? 'reauth.google' : (`because.${because}` as const);
  };
  const trouble = () => (props.of.state === 'ok' ? null : props.of.state);
  const fresh = () => {
    const { freshAt } = props.of;
    return freshAt === null ? w('fresh.never') : w('fresh', { ago: text().distance(now(), Date.parse(freshAt)) });
  };
  return (
    <li>
      <span class="min-w-0">
        <bdi class="font-strong">{props.of.name}</bdi>{' '}
        <Show when={trouble()}>{(state) => <span class={`chip ${tones[state()]}`}>{w(`state.${state()}`)}</span>}</Show>{' '}
        <span class="muted small">{fresh()}</span>
        <Show when={props.of.because}>{(because) => <p class="small">{w(sentence(because()))}</p>}</Show>
        <Show when={props.isOwn}>
          <CalendarChoice of={props.of} />
        </Show>
        <ProblemBanner problem={looked.problem()} />
      </span>
      <span class="action-row">
        <button
          type="button"
          class="button"
          aria-label={w('sync.of', { name: props.of.name })}
          aria-disabled={looked.isBusy()}
          onClick={() => void looked.submit()}
        >
          {looked.isBusy() ? w('connecting') : w('sync')}
        </button>
        <button
          type="button"
          class="button"
          aria-label={w('disconnect.of', { name: props.of.name })}
          onClick={() => props.onLeave()}
        >
          {w('disconnect')}
        </button>
      </span>
    </li>
  );
}

const blank = { url: '', username: '', password: '' };

/** By a secret address, or by signing in to an account. */
function ConnectForm() {
  const { say } = useHr();
  const w = usePartWords(enCalendars);
  const queries = useQueryClient();
  const [isAccount, setAccount] = createSignal(false);
  const [typed, setTyped] = createSignal(blank);
  const [isTried, setTried] = createSignal(false);
  const fields = () => (isAccount() ? (['url', 'username', 'password'] as const) : (['url'] as const));
  const sent = createSubmit(
    () => {
      const of = { ...typed(), url: typed().url.trim() };
      return isAccount() ? api.calendars.connectCaldav.mutate(of) : api.calendars.connectIcs.mutate({ url: of.url });
    },
    async ({ connection }) => {
      setTyped(blank);
      setTried(false);
      const { name, calendars } = connection;
      const unread = calendars.filter((one) => isLeftOut(connection, one)).map((one) => one.name);
      const some = unread.length > 0;
      say({ text: some ? w('connected.some', { name, calendars: unread.join(', ') }) : w('connected', { name }) });
      await queries.invalidateQueries({ queryKey: ['calendars'] });
    },
  );
  function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (fields().every((name) => typed()[name].trim() !== '')) void sent.submit();
  }
  const field = (name: keyof typeof blank) => ({
    value: typed()[name],
    onInput(text: string) {
      sent.clear();
      setTyped({ ...typed(), [name]: text });
    },
    error: isTried() && typed()[name].trim() === '' ? w('missing') : null,
  });
  return (
    <form class="stack" novalidate onSubmit={submit}>
      <label class="check">
        <input
          type="checkbox"
          checked={isAccount()}
          onChange={(event) => {
            sent.clear();
            setAccount(event.currentTarget.checked);
          }}
        />{' '}
        {w('by.caldav')}
      </label>
      <TextField
        label={w(isAccount() ? 'server' : 'url')}
        {...field('url')}
        {...(isAccount() ? {} : { hint: w('url.hint') })}
      />
      <Show when={isAccount()}>
        <TextField label={w('user')} {...field('username')} />
        <TextField label={w('password')} type="password" hint={w('password.hint')} {...field('password')} />
      </Show>
      <Refused problem={sent.problem()} />
      <div>
        <button type="submit" class="button button-primary" aria-disabled={sent.isBusy()}>
          {sent.isBusy() ? w('connecting') : w('connect')}
        </button>
      </div>
    </form>
  );
}

interface LeaveDialogProps {
  /** Null while nothing is asked. */
  readonly of: CalendarConnection | null;
  readonly personId: string;
  readonly onClose: () => void;
}

function LeaveDialog(props: LeaveDialogProps) {
  const { say } = useHr();
  const w = usePartWords(enCalendars);
  const queries = useQueryClient();
  const name = () => props.of?.name ?? '';
  const [isKept, setKept] = createSignal(false);
  createEffect(
    on(
      () => props.of,
      () => setKept(false),
    ),
  );
  const gone = createSubmit(
    () => {
      const connectionId = props.of?.connectionId ?? '';
      return api.calendars.disconnect.mutate({ personId: props.personId, connectionId, keepEvents: isKept() });
    },
    async () => {
      say({ text: w('disconnected', { name: name() }) });
      props.onClose();
      await queries.invalidateQueries({ queryKey: ['calendars'] });
    },
  );
  return (
    <HrDialog
      isOpen={props.of !== null}
      onClose={props.onClose}
      title={w('disconnect.title', { name: name() })}
      lead={w('disconnect.lead')}
      isAlert
    >
      <DialogForm
        onSubmit={gone.submit}
        onClose={props.onClose}
        label={w('disconnect')}
        isBusy={gone.isBusy()}
        isDanger
        problem={refusedBecause(gone.problem()) === null ? gone.problem() : null}
      >
        <Show when={props.of?.writeTo}>
          <label class="check">
            <input type="checkbox" checked={isKept()} onChange={(event) => setKept(event.currentTarget.checked)} />{' '}
            {w('disconnect.keep')}
          </label>
        </Show>
        <Show when={refusedBecause(gone.problem())}>
          <p class="field-error" role="alert">
            {w('disconnect.stuck')}
          </p>
        </Show>
      </DialogForm>
    </HrDialog>
  );
}
