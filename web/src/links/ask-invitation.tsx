import { Show } from 'solid-js';
import { api } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { onDeviceClock } from '../time/device-clock.ts';
import { Asked } from './asked.tsx';
import { createAsking } from './asking.ts';
import type { LinkSubject } from './resend-link.tsx';

interface AskInvitationProps {
  readonly about: LinkSubject;
  /** When it ended, where the page does not say so otherwise. */
  readonly endedAt?: string | undefined;
  /** What happened stands beside it. */
  readonly isBrief?: boolean;
}

/** For whoever comes too late: HR learn that somebody still wants to come. */
export function AskInvitation(props: AskInvitationProps) {
  const { t, formats } = useI18n();
  const asking = createAsking(() => api.candidate.requestInvitation.mutate(props.about));
  const dateOf = (at: string) => {
    const { shifted, offset } = onDeviceClock(Date.parse(at));
    return `${formats().date(shifted)}${formats().comma}${formats().time(shifted)} (${offset})`;
  };
  return (
    <div class="grid justify-items-start gap-2">
      <Show when={props.endedAt}>{(at) => <p>{t('ask.invitation.ended', { date: dateOf(at()) })}</p>}</Show>
      <Show when={!props.isBrief}>
        <p>{t('ask.invitation.still')}</p>
      </Show>
      <button
        type="button"
        class="button button-primary"
        aria-disabled={asking.state() === 'busy'}
        onClick={() => void asking.send()}
      >
        {t('ask.invitation')}
      </button>
      <Asked asking={asking} done={t('ask.invitation.done')} />
    </div>
  );
}
