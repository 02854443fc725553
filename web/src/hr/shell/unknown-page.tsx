import { A } from '@solidjs/router';
import { useHr } from '../session/hr-context.tsx';
import { PageHead } from './page-head.tsx';

export function UnknownPage() {
  const { t } = useHr();
  return (
    <div class="stack">
      <PageHead title={t('hr.unknown.title')} />
      <p>{t('hr.unknown')}</p>
      <p>
        <A class="link" href="/hr/interviews">
          {t('hr.unknown.back')}
        </A>
      </p>
    </div>
  );
}
