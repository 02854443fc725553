import { instantText } from '@interlude/shared/booking-rules';
import type { InterviewView } from '@interlude/shared/interview';
import type { BookingRow } from './booking-row.ts';

/** The parts of the invitation that an interview belongs to, itself as it is now; nothing where it is the only one. */
export function partsView(row: BookingRow, parts: readonly BookingRow[]): Pick<InterviewView, 'parts'> {
  if (row.part === undefined) return {};
  const { gapMinutes, withinDays } = row.part.arrangement;
  const all = parts.map((part) => (part._id === row._id ? row : part));
  return {
    parts: {
      gapMinutes,
      withinDays,
      all: all.map(({ _id, status, type, durationMinutes, startsAt, endsAt }) => ({
        interviewId: _id,
        status,
        type,
        durationMinutes,
        startsAt: startsAt === null ? null : instantText(startsAt.getTime()),
        endsAt: endsAt === null ? null : instantText(endsAt.getTime()),
      })),
    },
  };
}
