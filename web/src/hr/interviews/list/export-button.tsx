import { saveFile } from '../../records/save-file.ts';
import { useHr } from '../../session/hr-context.tsx';
import { api } from '../../session/staff-api.ts';
import { createSubmit } from '../../session/submit.ts';
import { ProblemBanner } from '../../shell/dialog-parts.tsx';
import type { AskedList } from './list.queries.ts';

interface ExportButtonProps {
  readonly asked?: AskedList;
  /** These alone. */
  readonly interviewIds?: readonly string[];
}

/** Saves what the list shows, or what is chosen of it, as a file for spreadsheets. */
export function ExportButton(props: ExportButtonProps) {
  const { t, me, say } = useHr();
  const sent = createSubmit(
    () => {
      const chosen = props.interviewIds ? { interviewIds: [...props.interviewIds] } : {};
      return api.interviews.export.query({ ...props.asked, ...chosen, zone: me().zone });
    },
    ({ csv, isCut }) => {
      saveFile('interviews.csv', csv);
      if (isCut) say({ text: t('export.cut') });
    },
  );
  return (
    <>
      <ProblemBanner problem={sent.problem()} />
      <button type="button" class="button" aria-disabled={sent.isBusy()} onClick={() => void sent.submit()}>
        {t(props.interviewIds ? 'bulk.export' : 'export.do')}
      </button>
    </>
  );
}
