import { Show } from 'solid-js';
import { api } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { useLaterWords } from '../i18n/use-words.ts';
import { Asked } from './asked.tsx';
import { createAsking } from './asking.ts';
import { enLinks } from './en-links.ts';
import type { LinkSubject } from './resend-link.tsx';

interface AskInvitationProps {
  readonly about: LinkSubject;
  /** When it ended, where the page does not say so otherwise; the reader's zone is not known there. */
  readonly endedAt?: string | undefined;
}

/** For whoever comes too late: HR learn that somebody still wants to come. */
export function AskInvitation(props: AskInvitationProps) {
  const { formats } = useI18n();
  const words = useLaterWords(enLinks);
  const asking = createAsking(() => api.candidate.requestInvitation.mutate(props.about));
  const dateOf = (at: string) => `${formats().date(Date.parse(at))}, ${formats().time(Date.parse(at))}`;
  return (
    <div class="grid justify-items-start gap-2">
      <Show when={props.endedAt}>{(at) => <p>{words('ask.invitation.ended', { date: dateOf(at()) })}</p>}</Show>
      <p>{words('ask.invitation.still')}</p>
      <button
        type="button"
        class="button button-primary"
        aria-disabled={asking.state() === 'busy'}
        onClick={() => void asking.send()}
      >
        {words('ask.invitation')}
      </button>
      <Asked asking={asking} done={words('ask.invitation.done')} />
    </div>
  );
}
