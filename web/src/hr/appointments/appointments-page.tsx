import { type InterviewStatus, interviewStatuses } from '@interlude/shared/booking/booking-status';
import { A, useNavigate, useSearchParams } from '@solidjs/router';
import { useQuery } from '@tanstack/solid-query';
import { createUniqueId, For, Show } from 'solid-js';
import { ListRow } from '../interviews/list-row.tsx';
import { useHr } from '../session/hr-context.tsx';
import { ListTable } from '../shell/list-table.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { EmptyState, Panel, RowsSkeleton } from '../shell/panel.tsx';
import { ZonedTime } from '../shell/zoned-time.tsx';
import { paymentWord } from '../words/payment-words.models.ts';
import { AppointmentHrWords } from './appointment-hr-words.tsx';
import { type AppointmentLine, appointmentsQuery } from './appointments.queries.ts';

const here = '/hr/appointments';
// No appointment is ever replaced by another.
const statuses = interviewStatuses.filter((status) => status !== 'archived');

/** `/hr/appointments`: what clients booked; filter and page are in the address. */
export function AppointmentsPage() {
  return (
    <AppointmentHrWords isAppointment>
      <List />
    </AppointmentHrWords>
  );
}

function List() {
  const { t } = useHr();
  const navigate = useNavigate();
  const [search] = useSearchParams<{ status?: string; cursor?: string }>();
  const status = () => statuses.find((one) => one === search.status) ?? null;
  const list = useQuery(() => appointmentsQuery({ status: status(), cursor: search.cursor ?? null }));
  const addressOf = (wanted: InterviewStatus | null, cursor: string | null) => {
    const parts = { ...(wanted === null ? {} : { status: wanted }), ...(cursor === null ? {} : { cursor }) };
    const query = new URLSearchParams(parts).toString();
    return query === '' ? here : `${here}?${query}`;
  };
  return (
    <>
      <PageHead title={t('appointments.title')} />
      <p class="muted page-lead">{t('appointments.lead')}</p>
      <StatusFilter status={status()} onChange={(wanted) => navigate(addressOf(wanted, null), { scroll: false })} />
      <Panel query={list} skeleton={<RowsSkeleton rows={8} />}>
        {(page) => (
          <div aria-busy={list.isPlaceholderData}>
            <Show
              when={page().appointments.length > 0}
              fallback={
                <EmptyState glyph="calendar" title={t('appointments.none')} lead={t('appointments.none.lead')} />
              }
            >
              <Table rows={page().appointments} />
            </Show>
            <div class="action-row">
              <Show when={search.cursor}>
                <A class="button" href={addressOf(status(), null)}>
                  {t('appointments.newer')}
                </A>
              </Show>
              <Show when={page().nextCursor}>
                {(cursor) => (
                  <A class="button" href={addressOf(status(), cursor())}>
                    {t('appointments.older')}
                  </A>
                )}
              </Show>
            </div>
          </div>
        )}
      </Panel>
    </>
  );
}

interface StatusFilterProps {
  readonly status: InterviewStatus | null;
  readonly onChange: (status: InterviewStatus | null) => void;
}

function StatusFilter(props: StatusFilterProps) {
  const { t } = useHr();
  const id = createUniqueId();
  return (
    <div class="filters">
      <div class="filter-job">
        <label for={id}>{t('appointments.filter')}</label>
        <select
          id={id}
          class="input"
          onChange={(event) => props.onChange(statuses.find((one) => one === event.currentTarget.value) ?? null)}
        >
          <option value="" selected={props.status === null}>
            {t('appointments.filter.all')}
          </option>
          <For each={statuses}>
            {(one) => (
              <option value={one} selected={one === props.status}>
                {t(`status.${one}`)}
              </option>
            )}
          </For>
        </select>
      </div>
    </div>
  );
}

function Table(props: { readonly rows: readonly AppointmentLine[] }) {
  const { t } = useHr();
  return (
    <ListTable
      caption={t('appointments.title')}
      heads={{
        status: t('appointments.col.status'),
        name: t('appointments.col.client'),
        role: t('appointments.col.service'),
        when: t('appointments.col.when'),
        who: t('appointments.col.provider'),
        next: t('appointments.col.payment'),
      }}
    >
      <tbody>
        <For each={props.rows}>{(row) => <Row row={row} />}</For>
      </tbody>
    </ListTable>
  );
}

function Row(props: { readonly row: AppointmentLine }) {
  const { t } = useHr();
  const payment = () => paymentWord(props.row.appointment?.payment ?? 'none', t);
  return (
    <ListRow
      row={props.row}
      href={`${here}/${props.row.interviewId}`}
      name={props.row.candidate.name || t('list.hidden', { id: props.row.interviewId.slice(-6) })}
      when={
        <Show when={props.row.startsAt} fallback={<span class="muted">{t('appointments.notBooked')}</span>}>
          {(at) => (
            <span classList={{ 'when-void': props.row.status === 'cancelled' }}>
              <ZonedTime at={at()} style="short" />
            </span>
          )}
        </Show>
      }
      nobody={<span class="muted">–</span>}
      next={payment()}
      more={<span class="muted">{payment()}</span>}
    >
      <Show when={props.row.appointment?.place}>
        {(place) => (
          <span class="muted">{t('series.row', { number: String(place().number), of: String(place().of) })}</span>
        )}
      </Show>
    </ListRow>
  );
}
