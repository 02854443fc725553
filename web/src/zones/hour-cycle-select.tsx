import { For } from 'solid-js';
import { api } from '../api.ts';
import { useInterview } from '../candidate/interview-context.tsx';
import { useI18n } from '../i18n/i18n-context.tsx';

const cycles = ['h12', 'h23'] as const;

/** 12 or 24 hours; saved with the interview, so that mails follow. */
export function HourCycleSelect() {
  const { t, hourCycle, chooseHourCycle } = useI18n();
  const { view } = useInterview();

  function choose(value: string) {
    const cycle = value === 'h12' ? 'h12' : 'h23';
    chooseHourCycle(cycle);
    const { interviewId } = view();
    void api.candidate.setPreferences.mutate({ interviewId, hourCycle: cycle }).catch(() => undefined);
  }

  return (
    <select
      class="small-select no-print"
      aria-label={t('hours.label')}
      value={hourCycle()}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <For each={cycles}>{(cycle) => <option value={cycle}>{t(`hours.${cycle}`)}</option>}</For>
    </select>
  );
}
