import { createSignal } from 'solid-js';
import { api } from '../api.ts';
import { FormField } from '../appointments/form-field.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Asked } from './asked.tsx';
import { createAsking } from './asking.ts';

/** For whoever has no link that says which interview it is: the mail goes to the address they give, if it is known. */
export function AskByAddress() {
  const { t } = useI18n();
  const [email, setEmail] = createSignal('');
  const [isTried, setTried] = createSignal(false);
  const asking = createAsking(() => api.candidate.resendLink.mutate({ email: email().trim() }));
  const isAddress = () => /^\S+@\S+\.\S+$/.test(email().trim());

  function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault();
    setTried(true);
    if (isAddress()) void asking.send();
    else event.currentTarget.querySelector('input')?.focus();
  }

  return (
    <form class="grid w-full gap-3" novalidate onSubmit={submit}>
      <FormField
        label={t('ask.address')}
        type="email"
        autocomplete="email"
        value={email()}
        onInput={setEmail}
        error={isTried() && !isAddress() ? t('ask.address.wrong') : null}
      />
      <div>
        <button type="submit" class="button button-primary" aria-disabled={asking.state() === 'busy'}>
          {t('ask.address.send')}
        </button>
      </div>
      <Asked asking={asking} done={t('ask.address.what')} />
    </form>
  );
}
