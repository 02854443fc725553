import type { Problem } from '../api.ts';
import { useI18n } from '../i18n/i18n-context.tsx';
import { useServiceWords } from './service-words.tsx';

export function useServiceProblem(): (problem: Problem) => string {
  const { t } = useI18n();
  const say = useServiceWords();
  return (problem) => {
    if (problem.kind === 'offline') return t('no.offline');
    if (problem.kind === 'fault') return t('no.unknown', { id: problem.reference || '–' });
    const { refusal } = problem;
    switch (refusal.code) {
      case 'code_wrong':
        return refusal.triesLeft > 0 ? say('code.wrong', { count: refusal.triesLeft }) : say('code.over');
      case 'code_expired':
        return say('code.over');
      case 'appointments_open':
        return say('code.open', { count: refusal.limit });
      case 'not_found':
        return say('service.gone.what');
      case 'rate_limited':
        return t('no.rate_limited', { count: refusal.retryAfterSeconds });
      case 'unavailable':
        return t('no.unavailable');
      default:
        return t('no.invalid_input');
    }
  };
}
