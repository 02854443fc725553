import { A } from '@solidjs/router';
import { useQuery, useQueryClient } from '@tanstack/solid-query';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { Banner } from '../../ui/banner.tsx';
import { jobsQuery } from '../interviews/interviews.queries.ts';
import { LinesField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { dataOf } from '../shell/data-of.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { NotForYourRole } from '../shell/panel.tsx';
import { RecordTable } from './record-list.tsx';
import type { Imported } from './records.queries.ts';
import { saveFile } from './save-file.ts';

const mostBytes = 1_000_000;

/** `/hr/candidates/import`: a file, what would become of each of its rows, and then the import. */
export function ImportPage() {
  const { t, may } = useHr();
  return (
    <Show when={may('jobs:write')} fallback={<NotForYourRole />}>
      <PageHead
        title={t('import.title')}
        above={
          <p class="crumb">
            <A class="link" href="/hr/candidates">
              {t('candidates.title')}
            </A>
          </p>
        }
      />
      <Import />
    </Show>
  );
}

interface Answer {
  readonly imported: Imported;
  readonly isDry: boolean;
}

function Import() {
  const { t } = useHr();
  const queries = useQueryClient();
  const [csv, setCsv] = createSignal('');
  const [jobId, setJobId] = createSignal('');
  const [isTried, setTried] = createSignal(false);
  const [answer, setAnswer] = createSignal<Answer | null>(null);
  const change = (set: () => void) => {
    setAnswer(null);
    sent.clear();
    set();
  };
  let isDry = true;
  const sent = createSubmit(
    async (): Promise<Answer> => {
      const of = jobId() === '' ? {} : { jobId: jobId() };
      return { imported: await api.candidates.importCsv.mutate({ csv: csv(), dryRun: isDry, ...of }), isDry };
    },
    async (given) => {
      setAnswer(given);
      if (given.isDry) return;
      await Promise.all(
        ['candidates', 'applications', 'jobs'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
    },
  );
  const run = (dry: boolean) => {
    setTried(true);
    if (wrong() !== null) return;
    isDry = dry;
    void sent.submit();
  };
  const wrong = () => {
    if (csv().trim() === '') return t('import.missing');
    return new Blob([csv()]).size > mostBytes ? t('import.tooLarge') : fileFault();
  };
  const fileFault = () => {
    const problem = sent.problem();
    if (problem?.kind !== 'refused' || problem.refusal.code !== 'invalid_input') return null;
    const issue = problem.refusal.issues.find(({ path }) => path === 'csv');
    return issue ? t('import.file.wrong', { why: issue.message }) : null;
  };
  const isDone = () => answer()?.isDry === false;
  return (
    <div class="stack">
      <Show when={!isDone()}>
        <form
          class="stack invite"
          onSubmit={(event) => {
            event.preventDefault();
            sent.clear();
            run(true);
          }}
        >
          <p class="muted">{t('import.lead')}</p>
          <FileField onText={(text) => change(() => setCsv(text))} />
          <LinesField
            label={t('import.paste')}
            value={csv()}
            onInput={(text) => change(() => setCsv(text))}
            rows={8}
            error={isTried() ? wrong() : null}
          />
          <JobSelect jobId={jobId()} onChange={(id) => change(() => setJobId(id))} />
          <ProblemBanner problem={fileFault() === null ? sent.problem() : null} />
          <div>
            <button type="submit" class="button" aria-disabled={sent.isBusy()}>
              {t(sent.isBusy() && isDry ? 'import.checking' : 'import.check')}
            </button>
          </div>
        </form>
      </Show>
      <Show when={answer()}>
        {(given) => (
          <Result
            answer={given()}
            isBusy={sent.isBusy()}
            onImport={() => run(false)}
            onAgain={() => change(() => setCsv(''))}
          />
        )}
      </Show>
    </div>
  );
}

function FileField(props: { readonly onText: (text: string) => void }) {
  const { t } = useHr();
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{t('import.file')}</label>
      <input
        id={id}
        class="input"
        type="file"
        accept=".csv,text/csv,text/plain"
        onChange={async ({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // A little more than is taken shows that it is too much.
          if (file !== undefined) props.onText(await file.slice(0, mostBytes + 1_000).text());
        }}
      />
    </div>
  );
}

function JobSelect(props: { readonly jobId: string; readonly onChange: (jobId: string) => void }) {
  const { t } = useHr();
  const id = createUniqueId();
  const jobs = useQuery(jobsQuery);
  return (
    <div class="field">
      <label for={id}>{t('import.job')}</label>
      <select id={id} class="input" onChange={({ currentTarget }) => props.onChange(currentTarget.value)}>
        <option value="" selected={props.jobId === ''}>
          {t('import.job.none')}
        </option>
        <For each={dataOf(jobs)}>
          {(job) => (
            <option value={job.jobId} selected={job.jobId === props.jobId}>
              {job.title}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}

interface ResultProps {
  readonly answer: Answer;
  readonly isBusy: boolean;
  readonly onImport: () => void;
  readonly onAgain: () => void;
}

function Result(props: ResultProps) {
  const { t } = useHr();
  const rows = () => props.answer.imported.rows;
  const count = (result: string) => rows().filter((row) => row.result === result).length;
  const good = () => rows().length - count('fault');
  const saveFaults = () => {
    const faults = rows().flatMap(({ raw }) => (raw === null ? [] : [raw]));
    saveFile('rows-to-correct.csv', `\uFEFF${[props.answer.imported.header, ...faults].join('\r\n')}\r\n`);
  };
  return (
    <section class="stack" aria-label={t('import.rows')}>
      <Banner tone={props.answer.isDry ? 'info' : 'good'} role="status">
        {t(props.answer.isDry ? 'import.checked' : 'import.done')}
        <span class="import-counts">
          <span>{t('import.new', { count: count('new') })}</span>
          <span>{t('import.known', { count: count('known') })}</span>
          <span>{t('import.faults', { count: count('fault') })}</span>
        </span>
      </Banner>
      <div class="action-row">
        <Show when={props.answer.isDry && good() > 0}>
          <button
            type="button"
            class="button button-primary"
            aria-disabled={props.isBusy}
            onClick={() => props.onImport()}
          >
            {props.isBusy ? t('import.doing') : t('import.do', { count: good() })}
          </button>
        </Show>
        <Show when={!props.answer.isDry}>
          <A class="button button-primary" href="/hr/candidates">
            {t('candidates.title')}
          </A>
          <button type="button" class="button" onClick={() => props.onAgain()}>
            {t('import.again')}
          </button>
        </Show>
        <Show when={count('fault') > 0}>
          <button type="button" class="button" onClick={saveFaults}>
            {t('import.download')}
          </button>
        </Show>
      </div>
      <Show when={good() === 0}>
        <p>{t('import.nothing')}</p>
      </Show>
      <Rows rows={rows()} />
    </section>
  );
}

function Rows(props: { readonly rows: Imported['rows'] }) {
  const { t } = useHr();
  return (
    <RecordTable caption={t('import.rows')} heads={[t('import.col.line'), t('import.col.who'), t('import.col.result')]}>
      <For each={props.rows}>
        {(row) => (
          <tr>
            <td data-head={t('import.col.line')}>{row.line}</td>
            <th scope="row">
              <bdi>{row.name}</bdi>
              <span class="record-more">{row.email}</span>
            </th>
            <td>
              <Show when={row.because} fallback={<ResultText row={row} />}>
                {(because) => <span class="field-error">{t(`import.because.${because()}`)}</span>}
              </Show>
            </td>
          </tr>
        )}
      </For>
    </RecordTable>
  );
}

function ResultText(props: { readonly row: Imported['rows'][number] }) {
  const { t } = useHr();
  const known = () => (props.row.applies ? 'applies' : 'known');
  return <>{t(`import.result.${props.row.result === 'new' ? 'new' : known()}`)}</>;
}
