import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { DialogForm } from '../shell/dialog-form.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import type { QueueItem } from './home.queries.ts';

interface AddressDialogProps {
  /** Null while nothing is asked. */
  readonly item: QueueItem | null;
  readonly onClose: () => void;
}

/** Corrects where a guest's mail goes; the link is sent there at once. */
export function AddressDialog(props: AddressDialogProps) {
  const { t } = useHr();
  return (
    <HrDialog
      isOpen={props.item !== null}
      onClose={props.onClose}
      title={t('queue.address.title', { name: props.item?.name ?? '' })}
      lead={t('queue.address.lead')}
    >
      <Show when={props.item} keyed>
        {(item) => <AddressForm item={item} onClose={props.onClose} />}
      </Show>
    </HrDialog>
  );
}

function AddressForm(props: { readonly item: QueueItem; readonly onClose: () => void }) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const [email, setEmail] = createSignal(props.item.email);
  const sent = createSubmit(
    async () => {
      const { candidateId, clientId } = props.item;
      if (clientId !== null) await api.clients.update.mutate({ clientId, email: email().trim() });
      else await api.candidates.update.mutate({ candidateId: candidateId ?? '', email: email().trim() });
    },
    async () => {
      say({ text: t('queue.address.done') });
      props.onClose();
      await Promise.all(['interviews', 'candidates'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  );
  const wrong = () => {
    const problem = sent.problem();
    if (problem?.kind !== 'refused' || problem.refusal.code !== 'invalid_input') return null;
    const isTaken = problem.refusal.issues.some(({ message }) => message === 'is taken');
    return t(isTaken ? 'queue.address.taken' : 'queue.address.wrong');
  };
  return (
    <DialogForm
      onSubmit={sent.submit}
      onClose={props.onClose}
      label={t('queue.address')}
      isBusy={sent.isBusy()}
      problem={wrong() === null ? sent.problem() : null}
    >
      <TextField label={t('queue.address.field')} type="email" value={email()} onInput={setEmail} error={wrong()} />
    </DialogForm>
  );
}
