import { useQueryClient } from '@tanstack/solid-query';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import type { About } from './records.queries.ts';

interface ArchiveButtonProps {
  readonly about: About;
  readonly name: string;
  readonly isArchived: boolean;
}

/** Archives at once, with a moment to take it back; what is archived is restored by the same button. */
export function ArchiveButton(props: ArchiveButtonProps) {
  const { t, say } = useHr();
  const queries = useQueryClient();
  const setArchived = async ({ kind, id }: About, isArchived: boolean) => {
    const what = isArchived ? 'archive' : 'restore';
    if (kind === 'job') await api.jobs[what].mutate({ jobId: id });
    else await api.candidates[what].mutate({ candidateId: id });
    await Promise.all(
      [kind === 'job' ? 'jobs' : 'candidates', 'applications'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
  };
  const sent = createSubmit(
    async () => {
      const { about, isArchived } = props;
      await setArchived(about, !isArchived);
      return { about, wasArchived: isArchived };
    },
    ({ about, wasArchived }) => {
      if (wasArchived) return say({ text: t('records.restored', { name: props.name }) });
      const text = t(`records.archived.${about.kind}`, { name: props.name });
      say({ text, undo: () => setArchived(about, false) });
    },
  );
  return (
    <>
      <button type="button" class="button" aria-disabled={sent.isBusy()} onClick={() => void sent.submit()}>
        {t(props.isArchived ? 'records.restore' : 'records.archive')}
      </button>
      <ProblemBanner problem={sent.problem()} />
    </>
  );
}
