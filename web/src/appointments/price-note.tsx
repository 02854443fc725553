import type { AppointmentView } from '@interlude/shared/interview';
import { priceText } from '@interlude/shared/price-text';
import { Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { useServiceWords } from './service-words.tsx';

/** What an appointment costs and where the payment stands; nothing when it is free. */
export function PriceNote(props: { readonly appointment: AppointmentView }) {
  const { locale } = useI18n();
  const say = useServiceWords();
  const state = () => {
    const { payment } = props.appointment;
    return payment === 'none' ? '' : say(`price.${payment}`);
  };
  return (
    <Show when={props.appointment.price}>
      {(price) => (
        <section class="card grid gap-2">
          <h3 class="font-strong">{say('price.title')}</h3>
          <p>
            <span class="figures">{priceText(price(), locale.formats)}</span>
            <span class="text-muted">, {state()}</span>
          </p>
        </section>
      )}
    </Show>
  );
}
