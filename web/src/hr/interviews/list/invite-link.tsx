import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { useHr } from '../../session/hr-context.tsx';

/** The way to the form that invites, for whoever may. */
export function InviteLink() {
  const { t, may } = useHr();
  return (
    <Show when={may('interviews:write')}>
      <A class="button button-primary" href="/hr/invite">
        {t('invite.title')}
      </A>
    </Show>
  );
}
