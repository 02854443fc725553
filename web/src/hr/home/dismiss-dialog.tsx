import { attentionCauses } from '@interlude/shared/booking/attention';
import { reasonCodes } from '@interlude/shared/booking/reason-codes';
import { useQueryClient } from '@tanstack/solid-query';
import { Show } from 'solid-js';
import { newKey } from '../../idempotency.ts';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { createAskedReason } from '../shell/asked-reason.tsx';
import { DialogForm } from '../shell/dialog-form.tsx';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { attentionKind, reasonWord } from '../words/state-words.models.ts';
import type { QueueItem } from './home.queries.ts';

interface DismissDialogProps {
  /** Null while nothing is asked. */
  readonly item: QueueItem | null;
  readonly onClose: () => void;
}

export function DismissDialog(props: DismissDialogProps) {
  const { t } = useHr();
  const cause = () => t(`attention.${attentionKind(props.item?.kind ?? '')}`);
  return (
    <HrDialog
      isOpen={props.item !== null}
      onClose={props.onClose}
      title={t('queue.dismiss.title', { what: cause() })}
      lead={t('queue.dismiss.lead')}
    >
      <Show when={props.item} keyed>
        {(item) => <DismissForm item={item} onClose={props.onClose} />}
      </Show>
    </HrDialog>
  );
}

function DismissForm(props: { readonly item: QueueItem; readonly onClose: () => void }) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const asked = createAskedReason();
  const sent = createSubmit(
    async () => {
      const interviewId = props.item.interviewId ?? '';
      const mark = { kind: attentionCauses.find((one) => one === props.item.kind) ?? 'stuck', interviewId };
      await api.queue.dismiss.mutate({ ...mark, reason: { code: asked.code() } });
      return mark;
    },
    async (mark) => {
      const idempotencyKey = newKey();
      const undo = async () => {
        await api.queue.restore.mutate({ ...mark, idempotencyKey });
        await queries.invalidateQueries({ queryKey: ['interviews'] });
      };
      say({ text: t('queue.dismissed'), undo });
      props.onClose();
      await queries.invalidateQueries({ queryKey: ['interviews'] });
    },
  );
  return (
    <DialogForm
      onSubmit={() => asked.submit(sent.submit)}
      onClose={props.onClose}
      label={t('queue.dismiss')}
      isBusy={sent.isBusy()}
      problem={sent.problem()}
    >
      <ChoiceGroup
        legend={t('form.reason')}
        codes={reasonCodes.dismiss}
        labelOf={(code) => reasonWord(code, t)}
        chosen={asked.code()}
        onChoose={asked.setCode}
        error={asked.isMissing() ? t('form.reason.missing') : null}
      />
    </DialogForm>
  );
}
