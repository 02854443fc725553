import { createSignal, Show } from 'solid-js';
import { api, type Problem, problemOf } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Banner } from '../ui/banner.tsx';
import { wayOutText } from './dead-link.models.ts';

export type LinkSubject = { readonly token: string } | { readonly interviewId: string };

interface ResendLinkProps {
  readonly about: LinkSubject;
  /** As one action among others; otherwise it is the thing to do. */
  readonly isQuiet?: boolean;
}

/** Has the link mailed to the address on file. What it says does not depend on whether there is such an interview. */
export function ResendLink(props: ResendLinkProps) {
  const { t } = useI18n();
  const [state, setState] = createSignal<'idle' | 'busy' | 'done'>('idle');
  const [problem, setProblem] = createSignal<Problem | null>(null);

  async function send() {
    if (state() === 'busy') return;
    setState('busy');
    setProblem(null);
    try {
      await api.candidate.resendLink.mutate(props.about);
      setState('done');
    } catch (error) {
      setProblem(problemOf(error));
      setState('idle');
    }
  }

  return (
    <div class="grid justify-items-start gap-2">
      <button
        type="button"
        class="button"
        classList={{ 'button-primary': !props.isQuiet }}
        aria-disabled={state() === 'busy'}
        onClick={() => void send()}
      >
        {t(props.isQuiet ? 'mail.resend' : 'dead.resend')}
      </button>
      <div role="status">
        <Show when={state() === 'done'}>
          <Banner tone="good">{t('mail.resend.done')}</Banner>
        </Show>
        <Show when={problem()}>{(failed) => <Banner tone="warn">{wayOutText(failed(), t)}</Banner>}</Show>
      </div>
    </div>
  );
}
