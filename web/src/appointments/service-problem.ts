import type { Problem } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { waitMinutes } from '../time/wait-minutes.ts';

export function useServiceProblem(): (problem: Problem) => string {
  const { t } = useI18n();
  return (problem) => {
    if (problem.kind === 'offline') return t('no.offline');
    if (problem.kind === 'unanswered') return t('no.unavailable');
    if (problem.kind === 'fault') return t('no.unknown', { id: problem.reference || '–' });
    const { refusal } = problem;
    switch (refusal.code) {
      case 'code_wrong':
        return refusal.triesLeft > 0 ? t('code.wrong', { count: refusal.triesLeft }) : t('code.over');
      case 'code_expired':
        return t('code.over');
      case 'appointments_open':
        return t('code.open', { count: refusal.limit });
      case 'not_found':
        return t('service.gone.what');
      case 'rate_limited':
        return t('no.rate_limited', { count: waitMinutes(refusal) });
      case 'unavailable':
        return t('no.unavailable');
      default:
        return t('no.invalid_input');
    }
  };
}
