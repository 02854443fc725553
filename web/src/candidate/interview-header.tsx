import { Show } from 'solid-js';
import { useI18n } from '../i18n/i18n-context.tsx';
import { useInterview } from './interview-context.tsx';
import { isOneOfMany } from './stage.models.ts';

export function InterviewHeader() {
  const { t, formats } = useI18n();
  const { view } = useInterview();
  const kind = () => t(`type.${view().type}`);
  // A client knows what they booked by its name, a candidate by what kind of interview it is.
  const titles = () => (view().appointment ? [view().jobTitle, kind()] : [kind(), view().jobTitle]);
  const facts = () => [
    titles()[1],
    t('facts.minutes', { count: view().durationMinutes }),
    t(`provider.${view().provider}`),
    ...(view().attempt > 1 ? [t('facts.attempt', { count: view().attempt })] : []),
  ];
  const names = () => view().interviewers.map(({ name }) => name);
  return (
    <div class="mb-6">
      <h1 class="text-title font-strong">{isOneOfMany(view()) ? view().jobTitle : titles()[0]}</h1>
      <p class="mt-1 text-muted" hidden={isOneOfMany(view())}>
        {facts().join(' · ')}
        <Show when={names().length > 0}>{` · ${t('facts.with', { names: formats().list(names()) })}`}</Show>
      </p>
      <Show when={view().venue}>{(venue) => <p class="text-muted">{t('facts.at', { venue: venue() })}</p>}</Show>
    </div>
  );
}
