import { priceText } from '@interlude/shared/booking/price';
import { useQueryClient } from '@tanstack/solid-query';
import { createUniqueId, For, Show } from 'solid-js';
import { createIntent } from '../../idempotency.ts';
import type { InterviewDetail } from '../interviews/interviews.queries.ts';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { paymentCodes, paymentWord } from '../words/payment-words.models.ts';

type Payment = (typeof paymentCodes)[number];

/** What an appointment costs and where the payment stands, to be set by whoever may. Nothing for interviews. */
export function PaymentSection(props: { readonly booking: InterviewDetail }) {
  const { t, text } = useHr();
  return (
    <Show when={props.booking.appointment}>
      {(appointment) => (
        <section aria-labelledby="payment-title" class="side-section">
          <h2 id="payment-title" class="side-title">
            {t('payment.title')}
          </h2>
          <Show when={appointment().price} fallback={<p class="muted">{t('payment.none')}</p>}>
            {(price) => (
              <div class="stack">
                <p class="figures">{priceText(price(), text().formats.tag)}</p>
                <Show when={props.booking.mayAct} fallback={<p>{paymentWord(appointment().payment, t)}</p>}>
                  <PaymentChoice appointmentId={props.booking.interviewId} payment={appointment().payment} />
                </Show>
              </div>
            )}
          </Show>
        </section>
      )}
    </Show>
  );
}

function PaymentChoice(props: { readonly appointmentId: string; readonly payment: Payment }) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const id = createUniqueId();
  const intent = createIntent();
  let wanted: Payment = 'due';
  const sent = createSubmit(
    () => {
      const input = { appointmentId: props.appointmentId, payment: wanted };
      // Setting the same state again after another one is a new intent with a new key.
      return api.appointments.setPayment.mutate({
        ...input,
        idempotencyKey: intent.keyFor({ ...input, from: props.payment }),
      });
    },
    async ({ payment }) => {
      intent.settled();
      say({ text: t('payment.done', { what: paymentWord(payment, t) }) });
      await Promise.all(['interviews', 'appointments'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  );
  return (
    <div class="field">
      <label for={id}>{t('payment.set')}</label>
      <select
        id={id}
        class="input"
        aria-disabled={sent.isBusy()}
        onChange={(event) => {
          wanted = paymentCodes.find((one) => one === event.currentTarget.value) ?? 'due';
          void sent.submit();
        }}
      >
        <For each={paymentCodes.filter((one) => one !== 'none')}>
          {(one) => (
            <option value={one} selected={one === props.payment}>
              {paymentWord(one, t)}
            </option>
          )}
        </For>
      </select>
      <ProblemBanner problem={sent.problem()} />
    </div>
  );
}
