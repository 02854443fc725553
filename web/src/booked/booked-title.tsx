import { firstNameOf } from '@interlude/shared/brand/face-names';
import { useInterview } from '../candidate/interview-context.tsx';
import { stageOf } from '../candidate/stage.models.ts';
import { createTitle } from '../candidate/state-title.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';
import { liveOf } from './live.models.ts';

/** The heading of the page once a time was booked: that it is, later that it is on, or over, and in the end what became of it. */
export function BookedTitle() {
  const { t } = useI18n();
  const { view, now } = useInterview();
  const text = () => {
    const { guest } = view();
    switch (stageOf(view())) {
      case 'completed':
        return t(view().tookPlace ? 'completed.title' : 'live.over');
      case 'no_show':
        return guest === '' ? t('no_show.title') : t('no_show.hello', { name: firstNameOf(guest) });
      case 'cancelled':
        return t('cancelled.title');
      default:
        return booked();
    }
  };
  const booked = () => {
    const live = liveOf(view(), now());
    if (live === 'running' || live === 'over') return t(`live.${live}`);
    return view().guest === '' ? t('booked.title') : t('booked.hello', { name: firstNameOf(view().guest) });
  };
  return (
    <h1 ref={createTitle(text)} id="state-title" tabindex="-1" class="text-title font-strong">
      {text()}
    </h1>
  );
}
