import { createSignal, Show } from 'solid-js';
import { api, type Problem, problemOf, refusalOf } from '../api.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { problemText } from '../candidate/problem-text.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { createIntent } from '../idempotency.ts';
import { Banner } from '../ui/banner.tsx';
import { PhoneField } from './phone-field.tsx';
import { type TypedPhone, untyped } from './typed-phone.ts';

interface PhoneFormProps {
  /** Absent where there is no number to keep. */
  readonly onKeep?: (() => void) | undefined;
  readonly onSaved: () => void;
}

/** Where the candidate says at which number they are called. */
export function PhoneForm(props: PhoneFormProps) {
  const { t } = useI18n();
  const { view, text, accept, refresh, say } = useInterview();
  const intent = createIntent();
  const [phone, setPhone] = createSignal<TypedPhone>(untyped);
  const [isTried, setTried] = createSignal(false);
  const [isBusy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem | null>(null);

  async function save() {
    setTried(true);
    const { number } = phone();
    if (isBusy() || number === null) return;
    setBusy(true);
    setProblem(null);
    const input = { interviewId: view().interviewId, phone: number };
    try {
      accept(await api.candidate.setPhone.mutate({ ...input, idempotencyKey: intent.keyFor(input) }));
      intent.settled();
      say(t('phone.saved'));
      props.onSaved();
    } catch (error) {
      setProblem(problemOf(error));
      if (refusalOf(error)) refresh();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      class="phone-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <PhoneField
        label={t('phone.label')}
        hint={t('phone.hint')}
        wrong={t('no.phone_invalid')}
        isTried={isTried()}
        phone={phone()}
        onPhone={(typed) => {
          setTried(false);
          setPhone(typed);
        }}
      />
      <Show when={problem()}>
        {(failed) => (
          <Banner tone="bad" role="alert">
            {problemText(failed(), { t, text: text(), view: view() })}
          </Banner>
        )}
      </Show>
      <div class="flex flex-wrap gap-2">
        <button type="submit" class="button button-primary" aria-disabled={isBusy()}>
          {t('phone.save')}
        </button>
        <Show when={props.onKeep}>
          {(keep) => (
            <button type="button" class="button button-quiet" onClick={() => keep()()}>
              {t('phone.keep')}
            </button>
          )}
        </Show>
      </div>
    </form>
  );
}
