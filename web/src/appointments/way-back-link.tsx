import { Show } from 'solid-js';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { rememberedReturn } from './way-back.ts';

/** Back to the website that a client came from in this tab. */
export function WayBackLink() {
  const { t } = useI18n();
  const { view } = useInterview();
  const to = () => rememberedReturn(view().appointment?.page ?? '');
  return (
    <Show when={to()}>
      {(known) => (
        <p class="no-print">
          <a class="link inline-flex min-h-11 items-center" href={known().href} rel="noopener">
            {t('back.to', { host: known().host })}
          </a>
        </p>
      )}
    </Show>
  );
}
