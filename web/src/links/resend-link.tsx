import { api } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { Asked } from './asked.tsx';
import { createAsking } from './asking.ts';

export type LinkSubject = { readonly token: string } | { readonly interviewId: string };

interface ResendLinkProps {
  readonly about: LinkSubject;
  /** As one action among others; otherwise it is the thing to do. */
  readonly isQuiet?: boolean;
  /** Where it goes, for whoever may know. */
  readonly mailedTo?: string | undefined;
}

/** Has the link mailed to the address on file. A stranger is told the same whether or not there is such an interview. */
export function ResendLink(props: ResendLinkProps) {
  const { t } = useI18n();
  const asking = createAsking(() => api.candidate.resendLink.mutate(props.about));
  return (
    <div class="grid justify-items-start gap-2">
      <button
        type="button"
        class="button"
        classList={{ 'button-primary': !props.isQuiet, 'button-quiet': props.isQuiet ?? false }}
        aria-disabled={asking.state() === 'busy'}
        onClick={() => void asking.send()}
      >
        {t(props.isQuiet ? 'mail.resend' : 'dead.resend')}
      </button>
      <Asked
        asking={asking}
        done={props.mailedTo ? t('mail.resend.sent', { address: props.mailedTo }) : t('mail.resend.done')}
      />
    </div>
  );
}
