import { openStatuses } from '@interlude/shared/booking/booking-status';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, onMount, Show } from 'solid-js';
import { createIntent } from '../../../idempotency.ts';
import { TextField } from '../../invite/text-field.tsx';
import { useHr } from '../../session/hr-context.tsx';
import { api } from '../../session/staff-api.ts';
import { createSubmit } from '../../session/submit.ts';
import { ProblemBanner } from '../../shell/dialog-parts.tsx';
import type { InterviewDetail } from '../interviews.queries.ts';

/** Who calls whom on which number; where the company calls, HR enter and correct it here. */
export function PhoneFact(props: { readonly interview: InterviewDetail }) {
  const { t } = useHr();
  const [isChanging, setChanging] = createSignal(false);
  let opener: HTMLButtonElement | undefined;
  const leave = () => {
    setChanging(false);
    opener?.focus();
  };
  const phone = () => props.interview.phone;
  const isOpen = () => openStatuses.includes(props.interview.status);
  const mayChange = () =>
    props.interview.mayAct && props.interview.kind !== 'group' && phone()?.caller === 'company' && isOpen();
  const sentence = () => {
    const { caller = 'company', text: number } = phone() ?? {};
    // Nobody calls or needs a number any more.
    if (!isOpen()) return number ?? '';
    if (number === undefined) return t('fact.call.missing');
    return t(`fact.call.${caller}`, { number });
  };
  return (
    <Show when={phone()}>
      {(call) => (
        <>
          <Show when={sentence() !== ''}>
            <span class="fact-more">
              {sentence()}
              <Show when={call().code}>{(code) => `, ${t('fact.call.code', { code: code() })}`}</Show>
            </span>
          </Show>
          <Show when={mayChange()}>
            <Show
              when={isChanging()}
              fallback={
                <button ref={opener} type="button" class="button button-quiet" onClick={() => setChanging(true)}>
                  {t('fact.call.change')}
                </button>
              }
            >
              <NumberForm {...props} onDone={leave} />
            </Show>
          </Show>
        </>
      )}
    </Show>
  );
}

function NumberForm(props: { readonly interview: InterviewDetail; readonly onDone: () => void }) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const intent = createIntent();
  let form: HTMLFormElement | undefined;
  const enter = () => form?.querySelector('input')?.focus();
  onMount(enter);
  const [phone, setPhone] = createSignal(props.interview.phone?.number ?? '');
  const sent = createSubmit(
    () => {
      const input = { interviewId: props.interview.interviewId, phone: phone().trim() };
      return api.interviews.setPhone.mutate({ ...input, idempotencyKey: intent.keyFor(input) });
    },
    async () => {
      intent.settled();
      say({ text: t('did.setPhone') });
      props.onDone();
      await queries.invalidateQueries({ queryKey: ['interviews'] });
    },
  );
  return (
    <form
      ref={form}
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (phone().trim() === '') enter();
        else void sent.submit();
      }}
    >
      <TextField label={t('fact.call.field')} value={phone()} onInput={setPhone} hint={t('draft.callNumber.wrong')} />
      <ProblemBanner problem={sent.problem()} />
      <div class="action-row">
        <button type="submit" class="button" aria-disabled={sent.isBusy()}>
          {t('records.save')}
        </button>
        <button type="button" class="button button-quiet" onClick={props.onDone}>
          {t('bulk.cancel')}
        </button>
      </div>
    </form>
  );
}
