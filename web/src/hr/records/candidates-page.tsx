import { A, useNavigate, useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createMemo, createSignal, Show } from 'solid-js';
import { TextField } from '../invite/text-field.tsx';
import { useHr } from '../session/hr-context.tsx';
import { api } from '../session/staff-api.ts';
import { createSubmit } from '../session/submit.ts';
import { ProblemBanner } from '../shell/dialog-parts.tsx';
import { Each } from '../shell/each.tsx';
import { Glyph } from '../shell/glyph.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { EmptyState, NotForYourRole, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { CandidateDialog } from './candidate-form.tsx';
import { ArchivedSelect, NameCell, OpenText, RecordPages, RecordTable } from './record-list.tsx';
import { candidatesQuery, type ListedCandidate, type RecordsState } from './records.queries.ts';
import { invitePath, mostText, recordsSearch, recordsStateFrom } from './records-state.models.ts';
import { saveFile } from './save-file.ts';
import { createTypedText } from './typed-text.ts';

const here = '/hr/candidates';

/** `/hr/candidates`: everybody who applied or was invited; text, filter and page are in the address. */
export function CandidatesPage() {
  const { may } = useHr();
  return (
    <Show when={may('jobs:read')} fallback={<NotForYourRole />}>
      <Candidates />
    </Show>
  );
}

function Candidates() {
  const { t, may } = useHr();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const state = createMemo(() => recordsStateFrom(search));
  const candidates = useQuery(() => candidatesQuery(state()));
  const [isAdding, setAdding] = createSignal(false);
  const show = (next: RecordsState, replace = false) =>
    navigate(`${here}${recordsSearch(next)}`, { scroll: false, replace });
  return (
    <>
      <PageHead
        title={t('candidates.title')}
        aside={
          <>
            <ExportButton />
            <Show when={may('jobs:write')}>
              <A class="button" href={`${here}/import`}>
                {t('candidates.import')}
              </A>
              <button type="button" class="button button-primary" onClick={() => setAdding(true)}>
                <Glyph name="plus" />
                {t('candidates.add')}
              </button>
            </Show>
          </>
        }
      />
      <p class="muted page-lead">{t('candidates.lead')}</p>
      <div class="record-tools">
        <SearchField text={state().text} onText={(text) => show({ ...state(), text, cursor: null }, true)} />
        <ArchivedSelect state={state()} onChange={show} />
      </div>
      <Panel query={candidates} skeleton={<RowsSkeleton rows={8} />}>
        {(page) => (
          <div aria-busy={candidates.isPlaceholderData}>
            <Show when={page().candidates.length > 0} fallback={<NoCandidates state={state()} />}>
              <RecordTable
                caption={t('candidates.title')}
                heads={[
                  t('candidates.col.name'),
                  t('candidates.col.jobs'),
                  t('candidates.col.open'),
                  t('candidates.col.since'),
                  t('records.invite'),
                ]}
              >
                <Each of={page().candidates} by={({ candidateId }) => candidateId}>
                  {(candidate) => <CandidateRow candidate={candidate()} />}
                </Each>
              </RecordTable>
            </Show>
            <RecordPages path={here} state={state()} nextCursor={page().nextCursor} />
          </div>
        )}
      </Panel>
      <CandidateDialog isOpen={isAdding()} candidate={null} onClose={() => setAdding(false)} />
    </>
  );
}

function SearchField(props: { readonly text: string; readonly onText: (text: string) => void }) {
  const { t } = useHr();
  const typed = createTypedText(
    () => props.text,
    (text) => props.onText(text),
  );
  return (
    <TextField
      label={t('candidates.find')}
      type="search"
      value={typed.text()}
      onInput={(text) => typed.type(text.slice(0, mostText))}
    />
  );
}

function CandidateRow(props: { readonly candidate: ListedCandidate }) {
  const { t, text, may } = useHr();
  const jobs = () => props.candidate.applications.map(({ job }) => job.title);
  const mayInvite = () => may('interviews:write') && !props.candidate.archived;
  return (
    <tr>
      <NameCell href={`${here}/${props.candidate.candidateId}`} name={props.candidate.name}>
        <span class="record-more">{props.candidate.email}</span>
      </NameCell>
      <td data-head={t('candidates.col.jobs')}>
        <Show when={jobs().length > 0} fallback={<span class="muted">{t('records.none')}</span>}>
          {text().formats.list(jobs())}
        </Show>
      </td>
      <td data-head={t('candidates.col.open')}>
        <OpenText interviews={props.candidate.interviews} />
      </td>
      <td class="muted" data-head={t('candidates.col.since')}>
        {text().shortDay(Date.parse(props.candidate.createdAt))}
      </td>
      <td class="record-do">
        <Show when={mayInvite()} fallback={<span class="muted">–</span>}>
          <A
            class="link"
            href={invitePath({ candidate: props.candidate.candidateId })}
            aria-label={`${t('records.invite')}: ${props.candidate.name}`}
          >
            {t('records.invite')}
          </A>
        </Show>
      </td>
    </tr>
  );
}

function NoCandidates(props: { readonly state: RecordsState }) {
  const { t } = useHr();
  return (
    <Show
      when={props.state.text === ''}
      fallback={
        <EmptyState
          glyph="person"
          title={t('candidates.notFound', { text: props.state.text })}
          lead={t('candidates.notFound.lead')}
        />
      }
    >
      <EmptyState
        glyph="person"
        title={t(props.state.archived ? 'candidates.empty.archived' : 'candidates.empty')}
        lead={t(props.state.archived ? 'candidates.empty.archived.lead' : 'candidates.empty.lead')}
      />
    </Show>
  );
}

function ExportButton() {
  const { t, say } = useHr();
  const sent = createSubmit(
    () => api.candidates.export.query(),
    ({ csv, isCut }) => {
      saveFile('candidates.csv', csv);
      if (isCut) say({ text: t('candidates.export.cut') });
    },
  );
  return (
    <>
      <ProblemBanner problem={sent.problem()} />
      <button type="button" class="button" aria-disabled={sent.isBusy()} onClick={() => void sent.submit()}>
        {t('candidates.export')}
      </button>
    </>
  );
}
