import type { PhoneView } from '@interlude/shared/schemas/views';
import { createSignal, Show } from 'solid-js';
import { liveOf } from '../booked/live.models.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';

const PhoneForm = lazyPart(async () => (await import('./phone-form.tsx')).PhoneForm);

/** Who calls whom on which number; where the company calls, the candidate says and corrects it here. */
export function PhoneCall(props: { readonly phone: PhoneView }) {
  return (
    <Show when={props.phone.caller === 'candidate'} fallback={<WeCall phone={props.phone} />}>
      <YouCall phone={props.phone} />
    </Show>
  );
}

function YouCall(props: { readonly phone: PhoneView }) {
  const { t } = useI18n();
  const { view, now } = useInterview();
  const number = () => props.phone.text ?? '';
  return (
    <>
      <p>
        {t('phone.candidate', { number: number() })}
        <Show when={props.phone.code}>{(code) => ` ${t('phone.code', { code: code() })}`}</Show>
      </p>
      <a
        class="button no-print"
        classList={{ 'button-primary': liveOf(view(), now()) !== 'ahead' }}
        href={`tel:${props.phone.number}`}
      >
        {t('phone.dial', { number: number() })}
      </a>
    </>
  );
}

function WeCall(props: { readonly phone: PhoneView }) {
  const { t } = useI18n();
  const [isChanging, setChanging] = createSignal(false);
  let correct: HTMLButtonElement | undefined;
  const leave = () => {
    setChanging(false);
    correct?.focus();
  };
  return (
    <Show
      when={props.phone.text}
      fallback={
        <div class="phone-ask">
          <p class="font-medium">{t('phone.missing')}</p>
          <PhoneForm onSaved={leave} />
        </div>
      }
    >
      {(number) => (
        <div class="phone-ask">
          <p>{t('phone.company', { number: number() })}</p>
          <Show
            when={isChanging()}
            fallback={
              <button
                ref={correct}
                type="button"
                class="button button-quiet no-print"
                onClick={() => setChanging(true)}
              >
                {t('phone.correct')}
              </button>
            }
          >
            <PhoneForm onKeep={leave} onSaved={leave} />
          </Show>
        </div>
      )}
    </Show>
  );
}
