import type { StaffRole } from '@interlude/shared/booking/terms';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { createIntent } from '../../idempotency.ts';
import { Banner } from '../../ui/banner.tsx';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { enPeople } from '../words/en-people.ts';
import { usePartWords } from '../words/hr-words.tsx';
import { RoleFields, TypeFields } from './person-form.tsx';
import type { TypeCode } from './person-words.ts';

interface InviteColleagueProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Somebody new: who they are, what they may do, and a mail with a link to set a password. */
export function InviteColleague(props: InviteColleagueProps) {
  const p = usePartWords(enPeople);
  return (
    <HrDialog isOpen={props.isOpen} onClose={props.onClose} title={p('invite.do')} lead={p('invite.lead')}>
      <Show when={props.isOpen}>
        <Form onClose={props.onClose} />
      </Show>
    </HrDialog>
  );
}

function Form(props: { readonly onClose: () => void }) {
  const { say } = useHr();
  const p = usePartWords(enPeople);
  const queries = useQueryClient();
  const intent = createIntent();
  const [draft, setDraft] = createStore({
    name: '',
    email: '',
    title: '',
    roles: ['interviewer'] as StaffRole[],
    types: [] as TypeCode[],
  });
  const [isTried, setTried] = createSignal(false);
  const isInterviewer = () => draft.roles.includes('interviewer');
  const isAddress = () => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim());
  const sent = createSubmit(
    () => {
      const title = draft.title.trim();
      const given = {
        name: draft.name.trim(),
        email: draft.email.trim(),
        roles: [...draft.roles],
        interviewTypes: isInterviewer() ? [...draft.types] : [],
        ...(title === '' ? {} : { title }),
      };
      return api.people.inviteColleague.mutate({ ...given, idempotencyKey: intent.keyFor(given) });
    },
    async ({ personId }) => {
      intent.settled();
      const name = draft.name.trim();
      props.onClose();
      const link = { href: `/hr/people/${personId}`, text: p('invite.show') };
      say({ text: p('invite.sent', { name }), link });
      await queries.invalidateQueries({ queryKey: ['people'] });
    },
  );
  const isTaken = () => {
    const problem = sent.problem();
    return (
      problem?.kind === 'refused' &&
      problem.refusal.code === 'invalid_input' &&
      problem.refusal.issues.some(({ message }) => message === 'is taken')
    );
  };
  const submit = async () => {
    setTried(true);
    if (draft.name.trim() !== '' && isAddress() && draft.roles.length > 0) await sent.submit();
  };
  return (
    <DialogForm
      onSubmit={submit}
      onClose={props.onClose}
      label={p('invite.send')}
      isNew
      isBusy={sent.isBusy()}
      problem={isTaken() ? null : sent.problem()}
    >
      <TextField
        label={p('person.name')}
        value={draft.name}
        onInput={(name) => setDraft({ name })}
        error={isTried() && draft.name.trim() === '' ? p('edit.name.missing') : null}
      />
      <TextField
        label={p('invite.email')}
        type="email"
        value={draft.email}
        onInput={(email) => setDraft({ email })}
        error={isTried() && !isAddress() ? p('invite.email.wrong') : null}
      />
      <TextField label={p('person.title')} value={draft.title} onInput={(title) => setDraft({ title })} />
      <RoleFields roles={draft.roles} onChange={(roles) => setDraft({ roles })} isTried={isTried()} />
      <Show when={isInterviewer()}>
        <TypeFields types={draft.types} onChange={(types) => setDraft({ types })} />
      </Show>
      <Show when={isTaken()}>
        <Banner tone="bad" role="alert">
          {p('invite.email.taken')}
        </Banner>
      </Show>
    </DialogForm>
  );
}
