import { A } from '@solidjs/router';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { For, type ParentProps, Show } from 'solid-js';
import { createIntent } from '../../idempotency.ts';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { dataOf } from '../shell/data-of.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { Panel, RowsSkeleton } from '../shell/panel.tsx';
import { ZonedTime } from '../shell/zoned-time.tsx';
import { enPeople } from '../words/en-people.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { type Leaving, leavingQuery, type Person } from './people.queries.ts';

interface LeaveDialogProps {
  readonly person: Person;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Lets somebody go, after showing what would be without them and what would become of it. */
export function LeaveDialog(props: LeaveDialogProps) {
  const p = usePartWords(enPeople);
  return (
    <HrDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={p('leave.title', { name: props.person.name })}
      lead={p('leave.lead')}
      isAlert
      isWide
    >
      <Show when={props.isOpen}>
        <Form person={props.person} onClose={props.onClose} />
      </Show>
    </HrDialog>
  );
}

function Form(props: { readonly person: Person; readonly onClose: () => void }) {
  const { say } = useHr();
  const p = usePartWords(enPeople);
  const queries = useQueryClient();
  const intent = createIntent();
  const leaving = useQuery(() => leavingQuery(props.person.personId));
  const gone = createSubmit(
    () => {
      const { personId } = props.person;
      return api.people.deactivate.mutate({ personId, idempotencyKey: intent.keyFor(personId) });
    },
    async ({ name }) => {
      intent.settled();
      props.onClose();
      say({ text: p('leave.done', { name }) });
      await Promise.all(['people', 'interviews', 'queue'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  );
  return (
    <DialogForm
      // Nobody is let go before it is seen what becomes homeless.
      onSubmit={() => (dataOf(leaving) === undefined ? undefined : gone.submit())}
      onClose={props.onClose}
      label={p('leave.do')}
      isBusy={gone.isBusy() || leaving.isPending}
      isDanger
      problem={gone.problem()}
    >
      <Panel query={leaving} skeleton={<RowsSkeleton rows={4} />}>
        {(known) => <Homeless of={known()} />}
      </Panel>
    </DialogForm>
  );
}

function Homeless(props: { readonly of: Leaving }) {
  const p = usePartWords(enPeople);
  const { bookings, templates, services, jobs, invitations } = props.of;
  const isNothing = bookings.total + templates.length + services.length + jobs.total + invitations === 0;
  return (
    <Show when={!isNothing} fallback={<p>{p('leave.nothing')}</p>}>
      <Show when={bookings.total > 0}>
        <Part title={p('leave.bookings', { count: bookings.total })}>
          <For each={bookings.named}>{(booking) => <BookingLine booking={booking} />}</For>
          <Show when={bookings.total > bookings.named.length}>
            <li class="muted">{p('leave.bookings.more', { count: bookings.total - bookings.named.length })}</li>
          </Show>
        </Part>
      </Show>
      <Names title={p('leave.templates')} names={templates.map(({ name }) => name)} />
      <Names title={p('leave.services')} names={services.map(({ name }) => name)} />
      <Names title={p('leave.jobs')} names={jobs.named.map(({ title }) => title)} />
      <Show when={invitations > 0}>
        <p>{p('leave.invitations', { count: invitations })}</p>
      </Show>
    </Show>
  );
}

function BookingLine(props: { readonly booking: Leaving['bookings']['named'][number] }) {
  const { text } = useHr();
  const p = usePartWords(enPeople);
  const become = () => {
    const { what, because, by } = props.booking;
    if (what === 'replaced') return p('leave.replaced', { names: text().formats.list(by.map(({ name }) => name)) });
    if (what === 'goes_without') return p('leave.goes_without');
    return p(what === null ? 'leave.later' : `leave.${because ?? 'policy'}`);
  };
  return (
    <li>
      <span>
        <A class="link" href={`/hr/interviews/${props.booking.interviewId}`}>
          <bdi>{props.booking.title}</bdi>
        </A>{' '}
        <Show when={props.booking.startsAt}>{(at) => <ZonedTime at={at()} style="short" />}</Show>
      </span>
      <span class={props.booking.what === 'hr_decides' ? 'chip tone-warn' : 'muted'}>{become()}</span>
    </li>
  );
}

function Part(props: ParentProps<{ readonly title: string }>) {
  return (
    <section>
      <h3 class="font-strong">{props.title}</h3>
      <ul class="plain-rows">{props.children}</ul>
    </section>
  );
}

function Names(props: { readonly title: string; readonly names: readonly string[] }) {
  return (
    <Show when={props.names.length > 0}>
      <Part title={props.title}>
        <For each={props.names}>
          {(name) => (
            <li>
              <bdi>{name}</bdi>
            </li>
          )}
        </For>
      </Part>
    </Show>
  );
}
