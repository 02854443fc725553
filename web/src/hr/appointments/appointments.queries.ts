import type { InterviewStatus } from '@interlude/shared/booking/booking-status';
import { keepPreviousData, queryOptions } from '@tanstack/solid-query';
import type { HrAnswers } from '../session/session.queries.ts';
import { api } from '../session/staff-api.ts';

export type AppointmentLine = HrAnswers['appointments']['list']['appointments'][number];

const freshMs = 5_000;
const againMs = 30_000;
const pageSize = 50;

export interface AppointmentsQuestion {
  readonly status: InterviewStatus | null;
  /** The last id of the page before; null for the newest. */
  readonly cursor: string | null;
}

export function appointmentsQuery({ status, cursor }: AppointmentsQuestion) {
  return queryOptions({
    queryKey: ['appointments', 'list', status, cursor],
    queryFn: async ({ signal }) =>
      await api.appointments.list.query(
        {
          filter: status === null ? {} : { statuses: [status] },
          limit: pageSize,
          ...(cursor === null ? {} : { cursor }),
        },
        { signal },
      ),
    staleTime: freshMs,
    refetchInterval: againMs,
    placeholderData: keepPreviousData,
  });
}
