import { useQueryClient } from '@tanstack/solid-query';
import { HrDialog } from '../shell/hr-dialog.tsx';
import { useWords } from '../words/hr-words.tsx';
import { LoginForm } from './login-page.tsx';
import { endSession } from './session.queries.ts';

/** Asks whose session ended at work to sign in over the page, so that nothing they have typed is lost. */
export function SignInAgain() {
  const t = useWords();
  const queries = useQueryClient();
  const leave = () => endSession(queries);
  return (
    <HrDialog isOpen onClose={leave} title={t('login.again')} lead={t('login.again.lead')}>
      <LoginForm />
      <button type="button" class="link" onClick={leave}>
        {t('login.again.leave')}
      </button>
    </HrDialog>
  );
}
