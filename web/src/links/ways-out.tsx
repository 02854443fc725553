import { Match, Switch } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { AskByAddress } from './ask-by-address.tsx';
import { AskInvitation } from './ask-invitation.tsx';
import type { WayOut } from './dead-link.models.ts';
import { type LinkSubject, ResendLink } from './resend-link.tsx';

interface WaysOutProps {
  readonly way: WayOut;
  readonly about?: LinkSubject | undefined;
  readonly endedAt?: string | undefined;
}

export function WaysOut(props: WaysOutProps) {
  const { t } = useI18n();
  return (
    <>
      <h2 class="text-section font-strong">{t('dead.next')}</h2>
      <Switch fallback={<AskByAddress />}>
        <Match when={props.way === 'invitation' && props.about}>
          {(about) => <AskInvitation about={about()} endedAt={props.endedAt} />}
        </Match>
        <Match when={props.way === 'resend' && props.about}>
          {(about) => (
            <>
              <ResendLink about={about()} />
              <p class="text-muted">{t('dead.resend.what')}</p>
            </>
          )}
        </Match>
      </Switch>
    </>
  );
}
